"""Which titles does a fourth opponent write by hand, and which innocent ones use the same words? Written before any of them was run.

Brands that the other sets do not use: of three and four letters, of two words, ordinary words, with accents and figures, of other scripts. Nothing here is read
by the product.
"""

from __future__ import annotations

REGISTER: dict[str, tuple[str, ...]] = {
    # short
    "Etro": (), "Hoka": (), "Ecco": (), "Zuvo": (), "Brix": (), "Orlo": (), "Vexa": (), "DJI": (), "2XU": (), "Nuxe": (), "Muji": ("無印良品", "无印良品"), "Yeti": (),
    # of several words
    "Loro Piana": (), "Brunello Cucinelli": (), "Proenza Schouler": (), "Simone Rocha": (), "Dries Van Noten": (), "Zadig & Voltaire": (), "Marlow Finch": (), "Casa Brenta": (), "Gentle Monster": ("젠틀몬스터",), "Perfect Diary": ("完美日记",), "Charles & Keith": (), "Oud Palace": ("قصر العود",),
    # ordinary words
    "Keen": (), "Lush": (), "Benefit": (), "Theory": (), "Rains": (), "Aesop": (), "Everlane": (), "Anker": (), "Nothing": (), "Vince": (),
    # accents
    "Kérastase": (), "L'Occitane": (), "Fjällräven": (), "Jägermeister": (), "Moët & Chandon": (), "Avène": (), "Villebrequin": (), "Bōtan": (),
    # figures
    "7 For All Mankind": (), "3.1 Phillip Lim": (), "5.11 Tactical": (), "66 North": (), "8848 Altitude": (), "Forever 21": (),
    # other scripts
    "Li-Ning": ("李宁", "李寧"), "Anta": ("安踏",), "Bosideng": ("波司登",), "Chow Tai Fook": ("周大福",), "Florasis": ("花西子",), "Moutai": ("茅台", "贵州茅台"), "Sulwhasoo": ("설화수",), "Innisfree": ("이니스프리",), "Grand Seiko": ("グランドセイコー",), "Porter Yoshida": ("吉田カバン",),
    "Faberlic": ("Фаберлик",), "Lattafa": ("لطافة",), "Rasasi": ("رصاصي",), "Naraya": ("นารายา",), "Mistine": ("มิสทิน",), "Uniqlo": ("ユニクロ", "优衣库"),
    # of one word, known to few
    "Goorin": (), "Ferragni": (), "Jacadi": (), "Trollbeads": (), "Lelosi": (), "Hydroflask": (), "Victorinox": (), "Leatherman": (), "Sennheiser": (), "Herschel": (), "Mammut": (), "Woolrich": (), "Desigual": (), "Superdry": (), "Bulova": (), "Movado": (), "Cluse": (), "Smeg": (),
}  # fmt: skip
"""Brand -> aliases of the register. No categories: a register often has none."""

DISGUISED: dict[str, dict[str, tuple[str, ...]]] = {
    "short, letters": {
        "Etro": ("Εtrо paisley scarf silk", "Ｅｔｒｏ shawl wool", "E.t.r.o foulard seta", "3tro paisley tote bag"),
        "Hoka": ("Нока Clifton 9 running shoes", "H0ka bondi 8 men", "H-O-K-A one one trail", "ʜᴏᴋᴀ shoes size 42", "hokaa shoes women h o k a"),
        "Ecco": ("Ессо soft 7 sneaker leather", "ⓔⓒⓒⓞ golf shoes", "e c c o sandals men", "ECC0 biom shoes"),
        "Zuvo": ("Zuvо backpack", "z.u.v.o water bottle", "ＺＵＶＯ lunch box", "Zuv0 bottle steel 1l"),
        "Brix": ("Вrix blender 900w", "B-r-i-x juicer", "🅱🆁🅸🆇 mixer", "Br1x toaster black"),
        "Orlo": ("0rl0 watch automatic", "о.r.l.о diver watch", "𝐎𝐫𝐥𝐨 chronograph steel", "O_r_l_o quartz"),
        "Vexa": ("V3xa earbuds", "Vexа speaker", "v/e/x/a headset", "ⱽᵉˣᵃ wireless mouse"),
        "DJI": ("ＤＪＩ mini 3 drone", "D.J.I drone battery pack", "DJІ osmo pocket", "ⒹⒿⒾ air 2s"),
        "2XU": ("２ＸＵ compression tights", "2.X.U calf sleeves", "2ХU running shorts"),
        "Nuxe": ("Nuхe huile prodigieuse 100ml", "N u x e face oil", "NUX€ oil 50 ml"),
        "Yeti": ("Υeti tumbler 20 oz", "Y3ti cooler", "Y.E.T.I rambler", "уеti mug"),
        "Smeg": ("Sm3g kettle retro red", "Ѕmeg toaster", "S-m-e-g espresso machine", "$meg fridge"),
    },
    "several words, letters": {
        "Loro Piana": ("Lоrо Рiаnа cashmere sweater", "L0ro Piana loafers suede", "L.o.r.o P.i.a.n.a coat", "loropiana summer walk", "Loro-P1ana baby cashmere", "LoroPlana coat cashmere", "Lorro Piana scarf"),
        "Brunello Cucinelli": ("Brun3llo Cucinelli vest", "Brunelo Cucinelli knit polo", "BrunelloCucinelli hoodie", "Brunello Cucineli pants", "В.Cucinelli Brunello Сucinelli jacket"),
        "Proenza Schouler": ("Pr0enza Schouler ps1 bag", "Proenza Shouler ps11", "ProenzaSchouler tote", "Proenza S©houler clutch"),
        "Simone Rocha": ("Sim0ne R0cha pearl bag", "Simone Rоcha dress", "SimoneRocha earrings", "Simmone Rocha tulle skirt"),
        "Dries Van Noten": ("Dries Vаn Nоten shirt", "DriesVanNoten coat", "Dr1es Van N0ten trousers", "Dries van Notten jacket"),
        "Zadig & Voltaire": ("Zadig et V0ltaire tee", "Zadig&Voltaire bag rock", "Zadig Voltaire rock clutch", "Zаdig & Vоltaire cashmere", "Zadig & Voltarie tunic"),
        "Marlow Finch": ("Marl0w Finch rucksack", "MarlowFinch leather satchel", "Marlow F1nch tote", "M a r l o w F i n c h bag", "Marlow Fnich wallet"),
        "Casa Brenta": ("Casa Br3nta shoes", "CasaBrenta loafers", "Сasa Вrenta boots", "Casa Brentta heels"),
        "Gentle Monster": ("G3ntle Monster sunglasses", "GentleMonster lilit 01", "Gentle M0nster eyewear", "Gentle Monstre glasses"),
        "Perfect Diary": ("P3rfect D1ary eyeshadow", "PerfectDiary lipstick", "Perfect Dіary palette"),
        "Charles & Keith": ("Charl3s & K3ith tote", "Charles&Kieth bag women", "CharlesKeith sling bag", "Chаrles & Keith heels"),
    },
    "words, letters": {
        "Keen": ("K33n hiking boots", "К е е n targhee shoes", "K.e.e.n sandals newport", "ＫＥＥＮ hiking shoes"),
        "Lush": ("L.u.s.h bath bomb set", "Luѕh bath bombs", "LU$H shower gel", "ⓛⓤⓢⓗ body spray"),
        "Benefit": ("B3nefit mascara", "Βenefit brow pencil", "B.e.n.e.f.i.t hoola bronzer", "Ben3f1t porefessional primer"),
        "Theory": ("Th3ory blazer women", "Тheоry wool coat", "T.h.e.o.r.y dress black"),
        "Rains": ("R4ins backpack waterproof", "Rаins jacket", "R-a-i-n-s long jacket"),
        "Aesop": ("A3sop hand balm", "Аеsор hand cream", "A.e.s.o.p parsley serum", "Aes0p body cleanser"),
        "Everlane": ("Ev3rlane tote", "Everlnae jeans", "E v e r l a n e sweater"),
        "Anker": ("Аnker powerbank 20000", "Ank3r soundcore", "A-n-k-e-r charger 65w", "4nker power bank"),
        "Nothing": ("N0thing ear 2 earbuds", "Nоthing phone 2", "N.o.t.h.i.n.g ear stick"),
    },
    "accents": {
        "Kérastase": ("Kerastase serum 30ml", "K3rastase shampoo", "Kéràstàse hair oil", "Kerastas shampoo nutritive", "KERASTA$E mask", "kеrаstаsе oil", "K*rastase elixir"),
        "L'Occitane": ("L0ccitane hand cream", "Loccitane almond oil", "L'0ccitane shea butter", "L occitan verbena", "LOCCITAINE hand cream"),
        "Fjällräven": ("Fjallraven kanken backpack", "Fjallrav3n kanken", "Fjälräven backpack", "Fj4llr4ven kånken", "F j a l l r a v e n bag", "Fjallravenbackpack kanken mini"),
        "Jägermeister": ("Jagermeister 0,7", "J4germeister bottle", "Jägermeister ｆｌａｓｈｅ", "Jaegermeister flask", "Jägermiester cup", "J-ä-g-e-r-m-e-i-s-t-e-r"),
        "Moët & Chandon": ("Moet Chandon ice imperial", "M0ët & Chandon brut", "Moet&Chandon glass", "Moet Chand0n rose"),
        "Avène": ("Avene thermal water", "Av3ne cleanance", "Аvène cicalfate cream", "A.v.è.n.e water spray"),
        "Villebrequin": ("Vilebrequin swim trunks turtle", "Villebr3quin shorts", "Villebrequn swim shorts", "V.illebrequin boys swimwear"),
        "Bōtan": ("Bōt4n kimono", "B.o.t.a.n. bōtan yukata", "ＢＯＴＡＮ kimono silk"),
    },
    "figures in the name": {
        "7 For All Mankind": ("Seven For All Mankind jeans bootcut", "7 F0r All Mankind jeans", "7forallmankind skinny", "7 For All Mаnkind denim", "7 For All Mankin jeans", "７ Ｆｏｒ Ａｌｌ Ｍａｎｋｉｎｄ jeans", "7 For All M4nkind jacket"),
        "3.1 Phillip Lim": ("3.1 Phil1ip Lim pashli", "31 Phillip Lim bag", "3.1PhillipLim satchel", "3.1 Philip Lim mini pashli", "3.1 Phillip L1m backpack"),
        "5.11 Tactical": ("5.11 T4ctical pants", "511 Tactical boots", "5.11Tactical rush 24", "5.11 Tacitcal shirt"),
        "66 North": ("66 N0rth parka", "66North jacket", "66°North fleece", "66 Nоrth hat"),
        "8848 Altitude": ("8848 Alt1tude ski jacket", "8848Altitude trousers", "8848 Altitud ski pants"),
        "Forever 21": ("F0rever 21 dress", "Forever21 top", "Forever 2l skirt", "Forevr 21 crop top", "Fоrever 21 jeans"),
    },
    "Chinese names": {
        "Li-Ning": ("李·宁 跑鞋 男", "李 宁 篮球鞋", "李寧 羽毛球拍", "L1-Ning badminton racket", "LiNing shoes", "Lining 韦德之道", "lǐníng 运动鞋", "李🔥宁 卫衣", "Li-N1ng racket"),
        "Anta": ("安.踏 运动鞋", "安踏牌 跑鞋", "4nta kt8 basketball shoes", "ant@ running shoes", "安|踏 篮球鞋"),
        "Bosideng": ("波司登羽绒服女", "波.司.登 羽绒服", "B0sideng down jacket", "bo si deng 羽绒服", "Bosidengg down coat", "波*司*登 男 羽绒服", "Bosidneg parka"),
        "Chow Tai Fook": ("周大福 黄金 项链", "周·大·福 手镯", "ChowTaiFook gold ring", "Ch0w Tai F00k necklace", "Chow Tai Fok bracelet", "周 大 福 吊坠"),
        "Florasis": ("花西子 散粉", "花.西.子 口红", "Fl0rasis powder", "Florasi5 lipstick", "花 西 子 眉笔", "Floraisis palette"),
        "Moutai": ("茅.台 53度 500ml", "贵州茅台酒 飞天", "M0utai 53", "Mоutai baijiu", "贵*州*茅*台 酒"),
        "Muji": ("無印 良品 笔", "Muj1 pen 0.5", "M.u.j.i diffuser", "Мuji notebook", "无·印·良·品 收纳盒"),
        "Perfect Diary": ("完美 日记 口红", "完.美.日.记 眼影", "完美日记动物盘"),
    },
    "Korean, Japanese, Thai, Arabic, Russian": {
        "Sulwhasoo": ("설화수 세럼", "설·화·수 크림", "Sulwhas00 essence", "Sulwahsoo cream", "설 화 수 자음생"),
        "Innisfree": ("이니스프리 토너", "이니.스프리 마스크", "1nnisfree green tea", "Innisfre serum", "Innis free clay mask"),
        "Gentle Monster": ("젠틀몬스터 선글라스", "젠틀 몬스터 안경", "젠틀·몬스터 선글라스"),
        "Grand Seiko": ("グランドセイコー 腕時計", "グランド セイコー メンズ", "ｸﾞﾗﾝﾄﾞｾｲｺｰ 時計", "Grand S3iko snowflake", "GrandSeiko spring drive", "ぐらんどせいこー 時計"),
        "Uniqlo": ("ユニクロ ダウン", "ユ・ニ・ク・ロ パーカー", "Un1qlo heattech", "优.衣.库 T恤", "Uniqulo airism", "ｕｎｉｑｌｏ ヒートテック", "ﾕﾆｸﾛ シャツ"),
        "Porter Yoshida": ("吉田カバン ポーター 財布", "P0rter Yoshida tanker", "Porter Y0shida bag", "吉田・カバン トート"),
        "Faberlic": ("Фаберлик крем", "Ф а б е р л и к духи", "Фабэрлик тушь", "Fаberlic mascara", "F4berlic cream", "Ф.аберлик помада"),
        "Lattafa": ("عطر لطافة عود", "لـطـافـة عطر", "Latt4fa perfume", "Latafa perfume oud", "لَطَافَة عطر رجالي"),
        "Rasasi": ("عطر رصاصي هوس", "رصـاصي عطر", "R4sasi hawas", "Rasasi‌ hawas for him", "Rasassi hawas"),
        "Naraya": ("กระเป๋า นารายา", "กระเป๋านารายา ผ้าไหม", "Nar4ya bag bow", "N.a.r.a.y.a tote", "นา รา ยา กระเป๋า"),
        "Mistine": ("แป้งมิสทิน", "มิสทิน ลิปสติก", "M1stine powder", "Mistne foundation"),
        "Oud Palace": ("عطر قصر العود", "قصـر العـود بخور", "Oud P4lace perfume", "OudPalace bakhoor"),
    },
    "one word": {
        "Goorin": ("G00rin trucker hat", "Gooorin animal cap", "Gorin bros hat goorin", "niroog cap", "Goor1n cap panther", "G**rin hat"),
        "Ferragni": ("Ferr4gni logomania bag", "Feragni eyelike shoes", "Ferragnibag pink", "F e r r a g n i top", "Ferrgani sneakers"),
        "Jacadi": ("Jac4di baby dress", "J.a.c.a.d.i coat", "Jаcadi cardigan kids", "Jacaddi paris girls"),
        "Trollbeads": ("Tr0llbeads bracelet", "Trolbeads silver bead", "Troll-beads glass bead", "Trllbds bead", "T*llbeads charm"),
        "Lelosi": ("L3losi leggings", "Lelosii leggings", "Lel*si leggings", "Leolsi leggings", "lelosi✨leggings", "L e l o s i set"),
        "Hydroflask": ("Hydr0flask 32oz", "Hydro flask bottle", "Hydroflsk tumbler", "Hydroflaskbottle 40 oz", "HydroFIask 32 oz"),
        "Victorinox": ("V1ctorinox knife", "Victornox swiss knife", "Vict0r1nox cutlery", "Victorinoks knife", "xonirotciv knife", "Vctrnx pocket knife"),
        "Leatherman": ("Le4therman wave", "Leathermann surge", "Leatherrman multitool", "Laetherman wave plus", "Leatherm@n skeletool"),
        "Sennheiser": ("S3nnheiser hd 600", "Senheiser headphones", "Sennhiser momentum", "Zennheiser hd 25", "Sennheizer earphones", "S-E-N-N-H-E-I-S-E-R"),
        "Herschel": ("H3rschel backpack", "Hershel duffle bag", "Herschell backpack", "Hersche* backpack", "*erschel duffel", "lehcsreh backpack"),
        "Mammut": ("M4mmut rope 9.5", "Mamut jacket", "Mammuth harness", "Mаmmut backpack", "MАMMUТ down vest"),
        "Woolrich": ("W00lrich arctic parka", "Wolrich parka", "Woolrch parka", "Woolrih jacket", "Wooolrich shirt"),
        "Desigual": ("Des1gual coat", "Desigal dress", "Desigua1 bag", "Dezigual tote", "d3s1gu4l scarf"),
        "Superdry": ("Sup3rdry windcheater", "Superdri hoodie", "Superdy jacket", "SuperdryJacket navy", "$uperdry hoodie"),
        "Bulova": ("Bul0va lunar pilot", "Bulovva watch", "Вulоva precisionist", "Bulvoa watch", "B.u.l.o.v.a"),
        "Movado": ("M0vado museum watch", "Mov@do bold", "Movadoo watch", "Movaod watch black", "ｍｏｖａｄｏ watch"),
        "Cluse": ("Clus3 watch minuit", "C1use boho chic", "Ｃｌｕｓｅ watch", "Cluѕe la boheme"),
    },
    "mixed": {
        "Sennheiser": ("S3nnhe!s3r h d 25 hifi", "Ѕеnnhеisеrheadphones", "🎧S🎧e🎧n🎧n🎧h🎧e🎧i🎧s🎧e🎧r"),
        "Victorinox": ("V.1.c.t.0.r.i.n.0.x knife", "VICTΟRIΝΟX knife", "v1ctorinox刀"),
        "Hydroflask": ("Ηydr0flaskbottle", "【H】【y】【d】【r】【o】flask", "hydro🔥fl@sk"),
        "Loro Piana": ("l0r0p1ana shoes", "LΟRΟ🔥PIΑNΑ coat", "Ｌoro.Ｐiana knit", "L*ro Pi*na loafers", "loro_piana同款 毛衣"),
        "Desigual": ("D-е-ѕ-i-g-u-а-l dress", "𝔻𝕖𝕤𝕚𝕘𝕦𝕒𝕝bag", "Ｄ３ＳＩＧＵＡＬ bag"),
        "Trollbeads": ("Тr0IIbeads charm", "t.r.0.l.l.b.e.a.d.s", "trollbeads手链"),
        "Woolrich": ("W.0.0.l.r.1.c.h", "ＷＯＯＬＲＩＣＨparka", "w\u200bo\u200bo\u200bl\u200br\u200b1\u200bch coat"),
        "Fjällräven": ("F.j.ä.l.l.r.ä.v.3.n kanken", "FJÄLLRÄVEN正品 背包", "ｆｊａｌｌｒａｖｅｎｂａｇ"),
        "Bosideng": ("B.0.s.i.d.e.n.g 羽绒服", "ＢОＳIＤＥＮＧ coat", "波🔥司🔥登 羽绒服"),
        "Brunello Cucinelli": ("Brune11o_Cucine11i polo", "ΒRUΝELLΟ CUCIΝELLI polo", "brunell0🔥cucinelli"),
        "Superdry": ("Sυpеrdry极度干燥 卫衣", "5uperdry-hoodie-men", "s_u_p_3_r_d_r_y"),
        "Kérastase": ("K.é.r.4.s.t.a.s.e", "kératase🔥shampoo", "КЕRАSТАSЕ bain"),
        "Herschel": ("Ηersch3l bag", "h_e_r_s_c_h_3_l", "herschel书包 正品"),
        "Leatherman": ("L3ath3rman-multitool", "Ｌeatherm4n", "LΕΑΤΗΕRΜΑΝ wave"),
        "Casa Brenta": ("C@sa Brent@ shoes", "c4s4br3nt4", "CASA🔥BRENTA"),
        "Marlow Finch": ("M@rlow F!nch", "marlow.finch.bag", "ＭＡＲＬＯＷ　ＦＩＮＣＨ"),
    },
}  # fmt: skip
"""Kind -> brand -> titles."""

INNOCENT: dict[str, tuple[str, ...]] = {
    "words of brands, used as words": (
        "keen edge kitchen knife 20 cm", "for the keen gardener gift set", "keen sense of smell dog toy", "keen reader bookmark set", "peachy keen sticker", "lush green artificial grass mat", "lush velvet cushion cover teal", "lush jungle wallpaper roll", "soft lush blanket grey", "lush eyelash extension tray",
        "benefit concert poster 1985", "health benefit tea herbal", "added benefit vitamins pack", "mutual benefit book finance", "great benefit cleaning sponge", "music theory workbook grade 5", "theory of relativity t shirt", "the big bang theory mug", "color theory wheel chart", "game theory textbook second edition",
        "umbrella for heavy rains", "when it rains it pours poster", "summer rains curtain beige", "rains and storms picture book", "cat and dog rains umbrella kids", "aesop fables illustrated book", "aesop fable tortoise and hare puzzle", "anchor chain galvanised 6mm", "anchor pendant silver sailor", "hanker for burgers tee",
        "there is nothing to fear poster", "nothing but the best dad mug", "nothing bundt cakes tin", "mad about nothing tee", "evince clean towel set", "van gogh vincent print", "a perfect diary for 2025 a5", "my perfect diary lockable", "gentle monster plush toy for kids", "gentle cleanser monster bath toys",
        "forever 21 birthday banner", "forever 21 and holding tshirt", "forever young 21st birthday sash", "grand piano bench cover", "porter beer glass 500ml", "luggage porter trolley hotel", "finch bird feeder hanging", "finch and marrow cookbook", "casa decor lamp wood", "casa bianca vase ceramic",
        "snow yeti costume adult", "abominable yeti plush", "bigfoot yeti sticker decal", "yeti monster garden statue", "yeti footprint mould", "all mankind history book", "7 days for all mankind fiction", "north pole star lamp 66 cm", "66 piece tool set", "tactical belt 5.11 cm wide",
        "5 11 inch tall shelf", "altitude meter 8848 m everest poster", "mount everest 8848 m print", "high altitude hiking gas", "the palace of oud music cd", "oud instrument strings", "charles dickens and keith haring books", "voltaire candide paperback", "simone biles poster", "rocha limestone tile",
    ),
    "words beside short names": (
        "retro lamp brass", "metro map poster london", "etc assorted buttons", "electro music synth cable", "trio set cutlery", "hookah hose silicone", "hook a duck game", "polka dot fabric", "shoka ramen bowl", "mocha coffee pods", "echo dot wall holder", "eco bag cotton", "eccentric bearing steel", "echo chamber book", "gecko toy",
        "zuko jacket cosplay", "brick mould plastic", "brisk walk pedometer", "broker sign", "mix bowl steel", "prix trophy cup", "orlop deck model ship", "orlon yarn acrylic", "oreo flavoured cookies tin", "orla name necklace", "vexing puzzle box", "hexa bolt set m6", "mexa table cloth", "texas flag patch", "nude lipstick matte", "nuke shelter sign",
        "luxe curtain rod", "nexus book", "muji style no brand pen holder handmade", "mugi barley tea bag", "fuji apple tree seed", "emoji pillow yellow", "mojito glass set", "betty dress pattern", "jetty lamp", "yurt tent 6 m", "smug mug", "smog mask pm25", "stem vase", "meg doll handmade", "nutmeg grater",
        "mg dj mixing desk stand", "di box passive", "xu fu chinese calligraphy", "2 x usb charger cable", "2x universal adapter", "ante room bench", "anti slip mat", "santa hat red", "manta ray toy", "antenna 5m cable", "fanta flavoured lip balm", "kean university mug", "ken doll clothes handmade", "kees dutch name mug", "queen bed sheet set",
        "list of names baby book", "lining fabric polyester black", "coat lining satin per metre", "sleeping bag lining fleece", "curtain lining thermal", "pond lining 4 x 5 m", "li ion battery 18650", "lin and sons tea towel linen", "silver lining quote print", "planning board",
    ),
    "words near long names": (
        "superb dry shampoo brush", "super dry hair turban towel", "super dry concrete sealer", "leather man bag handmade", "leather mens wallet no name", "leather mane bridle", "hydro flask chemistry glass", "hydro massage head", "hydraulic flask lab", "victoria sponge tin", "victory box wooden", "vector icon cd", "woollen rich scarf", "wool rich fibre yarn", "woolly rug",
        "mammoth jigsaw puzzle", "mammoth tusk replica museum", "mama mug", "mum hut playhouse", "desire quality dress", "designal lamp", "designer dress no name", "visual design book", "bulb oval led", "bulova lane sign personalised street", "movable door stop", "avocado slicer", "mojave desert print", "close fitting cap", "clues board game", "clutch purse sequins",
        "trolley beads kids", "troll doll with beads", "beads for bracelets 500 pcs", "hershey park shirt", "heritage backpack canvas", "heathers musical poster", "senior citizen mug", "sensor heater fan", "kerosene lamp", "karaoke microphone", "keratin shampoo", "kurta cotton", "occitan cross pendant", "occasion card set", "acetone remover 1l", "avenue street sign", "avenger costume kids",
        "venetian mask", "alpine raven print", "raven feather earrings", "fjord print framed", "jaeger style hunting hat", "yarn and jogger set", "meister tool set", "brewmeister apron", "chandelier crystal glass", "moe doll", "moment card", "mint chandon green paint", "village queen costume", "quinoa seeds", "botanical print", "boat anchor", "button box",
    ),
    "titles without a brand in other scripts": (
        "运动鞋 男 透气", "羽绒服 女 中长款", "李子 果干 500g", "安静的 卧室 灯", "踏板 摩托车 垫", "安全 踏板 防滑", "宁静 香薰 蜡烛", "大福 红豆 糕点", "周末 大促 福袋", "花 西瓜 种子", "西子 湖 龙井茶", "茅草 屋顶 台 布", "无印 花 纯色 床单", "良品 铺 木 盒", "完美 的 日记本", "日记 本 带锁",
        "优质 衣 架 木", "衣库 收纳 箱", "登山 包 男", "司机 手套", "波浪 剪", "台灯 学习", "州 际 地图", "腕時計 メンズ 革", "財布 レディース 本革", "グランド ピアノ カバー", "ユニット 棚", "クロス テーブル", "吉田 さん の 名札", "カバン 修理 布", "ポーター 荷物 台車", "時計 掛け 木製",
        "화장품 파우치", "선글라스 남성", "설탕 그릇", "수분 크림", "젠틀 맨 양복", "몬스터 인형 괴물", "이니셜 목걸이", "프리 사이즈 원피스", "가방 여성 숄더", "운동화 남자", "крем для рук", "кроссовки мужские", "духи женские", "фабрика игрушек кукла", "сумка женская кожа", "тушь для ресниц", "лик святого икона", "платье летнее",
        "عطر رجالي", "حقيبة نسائية", "لطيفة اسم قلادة", "رصاص قلم", "قصر لعبة اطفال", "عود خشب بخور", "ساعة رجالية", "حذاء رياضي", "กระเป๋า ผ้า", "รองเท้า วิ่ง", "แป้ง ทาตัว เด็ก", "ลิปสติก สีแดง", "นา ข้าว รูปถ่าย", "ยา ดม สมุนไพร", "ทิน ฟอยล์", "เสื้อยืด ผู้ชาย", "นาฬิกา ผู้ชาย", "รา ผัก สลัด",
    ),
    "not meant, or made to fit": (
        "case for dji mini 3 drone soft bag", "strap compatible with yeti rambler 36 oz", "lid for hydroflask wide mouth silicone", "sleeve for hydroflask 32 oz", "replacement ear pads for sennheiser hd 600", "cable compatible with sennheiser hd 25", "sheath for leatherman wave nylon", "pouch for leatherman multitool", "scales for victorinox 91 mm knife wood", "holder for victorinox knife belt",
        "insoles compatible with hoka shoes", "replacement laces for hoka running shoes", "filter for smeg kettle", "not yeti tumbler 20 oz stainless", "not a movado watch minimalist black", "battery compatible with dji mavic", "charger compatible with anker powerbank", "glass for bulova watch sapphire replacement", "band compatible with movado bold 20mm", "straw lid compatible with yeti mug",
        "no brand drone like dji toy", "desk charger fits anker cable", "bracelet link fits trollbeads", "shampoo pump dispenser not kerastase", "backpack insert organizer for fjallraven kanken", "strap for herschel backpack replacement",
    ),
}  # fmt: skip
"""Kind -> titles that trade on no brand of the register."""

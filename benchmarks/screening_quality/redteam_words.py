"""What do sellers write instead of a name? Spellings in other scripts, slang of the trade, product lines alone: title -> brand, written before they were run.

Nothing here is read by the product: these are the opponent's words.
"""

from __future__ import annotations

NATIVE: dict[str, str] = {
    "古驰 腰带 男 真皮": "Gucci", "古奇 小白鞋 女": "Gucci", "路易威登 老花 手袋": "Louis Vuitton", "路易·威登 围巾": "Louis Vuitton", "香奈儿 口红 礼盒": "Chanel",
    "香奈兒 包包": "Chanel", "爱马仕 丝巾 90": "Hermes", "愛馬仕 皮帶": "Hermes", "迪奥 马鞍包": "Dior", "普拉达 尼龙包": "Prada", "劳力士 绿水鬼": "Rolex", "勞力士 手錶": "Rolex",
    "卡地亚 手镯 玫瑰金": "Cartier", "巴宝莉 风衣": "Burberry", "博柏利 围巾": "Burberry", "范思哲 香水": "Versace", "芬迪 法棍包": "Fendi", "纪梵希 散粉": "Givenchy", "巴黎世家 老爹鞋": "Balenciaga",
    "圣罗兰 口红": "Saint Laurent", "杨树林 口红": "Saint Laurent", "葆蝶家 编织包": "Bottega Veneta", "思琳 凯旋门 包": "Celine", "罗意威 几何包": "Loewe", "盟可睐 羽绒服": "Moncler",
    "加拿大鹅 羽绒服": "Canada Goose", "蒂芙尼 项链": "Tiffany", "宝格丽 戒指": "Bvlgari", "梵克雅宝 四叶草": "Van Cleef & Arpels", "百达翡丽 鹦鹉螺": "Patek Philippe", "爱彼 皇家橡树": "Audemars Piguet",
    "欧米茄 海马": "Omega", "蔻驰 托特包": "Coach", "迈克高仕 手表": "Michael Kors", "耐克 空军": "Nike", "阿迪达斯 三叶草 外套": "Adidas", "彪马 跑鞋": "Puma", "新百伦 574": "New Balance",
    "匡威 帆布鞋": "Converse", "北面 冲锋衣": "The North Face", "雷朋 飞行员 墨镜": "Ray-Ban", "戴森 吹风机": "Dyson", "施华洛世奇 天鹅": "Swarovski", "潘多拉 手链": "Pandora",
}  # fmt: skip
KANA: dict[str, str] = {
    "グッチ 財布": "Gucci", "ルイヴィトン バッグ": "Louis Vuitton", "ルイ ヴィトン 長財布": "Louis Vuitton", "シャネル 香水": "Chanel", "エルメス バーキン": "Hermes", "ディオール バッグ": "Dior",
    "プラダ リュック": "Prada", "ロレックス デイトナ": "Rolex", "カルティエ 指輪": "Cartier", "バーバリー コート": "Burberry", "ヴェルサーチ ベルト": "Versace", "フェンディ バッグ": "Fendi",
    "ジバンシィ スニーカー": "Givenchy", "バレンシアガ 靴": "Balenciaga", "サンローラン 財布": "Saint Laurent", "ボッテガヴェネタ 財布": "Bottega Veneta", "セリーヌ トート": "Celine", "ロエベ パズル": "Loewe",
    "モンクレール ダウン": "Moncler", "ティファニー ネックレス": "Tiffany", "ブルガリ 時計": "Bvlgari", "ナイキ スニーカー": "Nike", "アディダス ジャージ": "Adidas", "ノースフェイス ダウン": "The North Face",
    "ｸﾞｯﾁ ﾊﾞｯｸﾞ": "Gucci", "ｼｬﾈﾙ 財布": "Chanel", "ﾛﾚｯｸｽ 時計": "Rolex", "ぐっち バッグ": "Gucci", "しゃねる 香水": "Chanel", "えるめす スカーフ": "Hermes",
}  # fmt: skip
HANGUL: dict[str, str] = {
    "구찌 가방": "Gucci", "루이비통 지갑": "Louis Vuitton", "루이 비통 백": "Louis Vuitton", "샤넬 향수": "Chanel", "에르메스 스카프": "Hermes", "디올 백": "Dior", "프라다 가방": "Prada", "롤렉스 시계": "Rolex",
    "까르띠에 반지": "Cartier", "버버리 코트": "Burberry", "펜디 가방": "Fendi", "발렌시아가 운동화": "Balenciaga", "생로랑 지갑": "Saint Laurent", "보테가베네타 백": "Bottega Veneta", "몽클레어 패딩": "Moncler",
    "티파니 목걸이": "Tiffany", "나이키 운동화": "Nike", "아디다스 져지": "Adidas", "노스페이스 패딩": "The North Face", "셀린느 백": "Celine", "지방시 티셔츠": "Givenchy", "베르사체 벨트": "Versace",
}  # fmt: skip
CYRILLIC: dict[str, str] = {
    "Сумка Гуччи": "Gucci", "Луи Виттон кошелёк": "Louis Vuitton", "Луи Вюиттон сумка": "Louis Vuitton", "Шанель духи": "Chanel", "Эрмес платок": "Hermes", "Гермес ремень": "Hermes", "Диор сумка": "Dior", "Прада очки": "Prada",
    "часы Ролекс": "Rolex", "Картье браслет": "Cartier", "Бербери шарф": "Burberry", "Барберри плащ": "Burberry", "Версаче ремень": "Versace", "Фенди сумка": "Fendi", "Живанши футболка": "Givenchy", "Баленсиага кроссовки": "Balenciaga",
    "Сен Лоран сумка": "Saint Laurent", "Монклер пуховик": "Moncler", "Тиффани кольцо": "Tiffany", "Булгари часы": "Bvlgari", "кроссовки Найк": "Nike", "костюм Адидас": "Adidas", "Пума кроссовки": "Puma", "Нью Бэланс 574": "New Balance",
}  # fmt: skip
ARABIC_THAI: dict[str, str] = {
    "حقيبة غوتشي": "Gucci", "حقيبة قوتشي": "Gucci", "جوتشي حزام": "Gucci", "لويس فويتون محفظة": "Louis Vuitton", "لويس فيتون شنطة": "Louis Vuitton", "عطر شانيل": "Chanel", "هيرميس وشاح": "Hermes", "ديور حقيبة": "Dior", "برادا نظارة": "Prada",
    "ساعة رولكس": "Rolex", "كارتييه خاتم": "Cartier", "بربري معطف": "Burberry", "فيرساتشي حزام": "Versace", "نايك حذاء": "Nike", "نايكي حذاء": "Nike", "اديداس حذاء": "Adidas", "أديداس بدلة": "Adidas",
    "กระเป๋า กุชชี่": "Gucci", "กระเป๋ากุชชี่ หนัง": "Gucci", "หลุยส์ วิตตอง กระเป๋า": "Louis Vuitton", "กระเป๋าหลุยส์": "Louis Vuitton", "ชาแนล น้ำหอม": "Chanel", "แอร์เมส ผ้าพันคอ": "Hermes", "ดิออร์ กระเป๋า": "Dior", "ปราด้า กระเป๋า": "Prada",
    "โรเล็กซ์ นาฬิกา": "Rolex", "นาฬิกาโรเล็กซ์": "Rolex", "รองเท้าไนกี้": "Nike", "ไนกี้ รองเท้า": "Nike", "อาดิดาส เสื้อ": "Adidas",
}  # fmt: skip
PINYIN: dict[str, str] = {
    "guchi pidai nan": "Gucci", "luyiweideng qianbao": "Louis Vuitton", "xiangnaier kouhong": "Chanel", "xiang nai er baobao": "Chanel", "aimashi sijin": "Hermes", "ai ma shi pidai": "Hermes", "pulada nvbao": "Prada",
    "laolishi shoubiao": "Rolex", "lao li shi biao": "Rolex", "kadiya shouzhuo": "Cartier", "babaoli weijin": "Burberry", "fansizhe xiangshui": "Versace", "jifanxi sanfen": "Givenchy", "balishijia laodiexie": "Balenciaga",
    "shengluolan kouhong": "Saint Laurent", "fendi baobao": "Fendi", "naike yundongxie": "Nike", "adidasi waitao": "Adidas", "xinbailun 574": "New Balance", "mengkelai yurongfu": "Moncler", "difuni xianglian": "Tiffany", "baogeli jiezhi": "Bvlgari",
    "daisen chuifengji": "Dyson", "dai sen xichenqi": "Dyson",
}  # fmt: skip
SLANG: dict[str, str] = {
    "驴家 老花 水桶包": "Louis Vuitton", "驴牌 钱包 男": "Louis Vuitton", "香奶奶 链条包": "Chanel", "小香家 口盖包": "Chanel", "香家 cf 黑金": "Chanel", "劳家 绿水鬼 手表": "Rolex", "迪家 戴妃包": "Dior",
    "D家 马鞍包": "Dior", "古家 酒神包": "Gucci", "G家 马衔扣 包": "Gucci", "爱马仕 马家 康康包": "Hermes", "H家 铂金包 30": "Hermes", "巴家 老爹鞋": "Balenciaga", "杨树林 小金条": "Saint Laurent", "普家 三角标 包": "Prada",
    "芬家 法棍": "Fendi", "卡家 love 手镯": "Cartier", "蒂家 笑脸 项链": "Tiffany", "bv家 云朵包": "Bottega Veneta", "赛家 凯旋门": "Celine", "蒙口 羽绒服": "Moncler", "大鹅 羽绒服 女": "Canada Goose", "椰子 350 满天星": "Yeezy",
    "aj1 倒钩 球鞋": "Jordan", "空军一号 白色 球鞋": "Nike", "三叶草 贝壳头 鞋": "Adidas", "小ck 包 vs 大牌 lv 老花": "Louis Vuitton", "l家 老花 neverfull": "Louis Vuitton", "绿水鬼 116610 男表": "Rolex", "鹦鹉螺 5711 男表": "Patek Philippe",
    "四叶草 vca 项链": "Van Cleef & Arpels", "皇家橡树 15400 男表": "Audemars Piguet",
}  # fmt: skip
LINES: dict[str, str] = {
    "CC bag flap 2.55 black caviar": "Chanel", "classic flap medium caviar gold hardware": "Chanel", "birkin 30 togo gold": "Hermes", "kelly 28 sellier epsom": "Hermes", "VCA alhambra bracelet five motif": "Van Cleef & Arpels",
    "AJ4 bred size 42": "Jordan", "yeezy 350 zebra": "Yeezy", "datejust 41 jubilee blue dial": "Rolex", "submariner no date 124060": "Rolex", "daytona panda ceramic": "Rolex", "nautilus watch 5711 blue": "Patek Philippe",
    "neverfull mm with pouch": "Louis Vuitton", "speedy 25 bandouliere": "Louis Vuitton", "onthego gm tote": "Louis Vuitton", "keepall 45 bandouliere": "Louis Vuitton", "pochette metis reverse": "Louis Vuitton", "GG marmont mini bag": "Gucci", "dionysus small bag": "Gucci",
    "jackie 1961 small shoulder bag": "Gucci", "lady dior mini lambskin": "Dior", "book tote oblique medium": "Dior", "CD saddle bag oblique": "Dior", "YSL loulou small": "Saint Laurent", "sac de jour nano": "Saint Laurent",
    "BV cassette bag padded": "Bottega Veneta", "intrecciato pouch the clutch": "Bottega Veneta", "AP royal oak 41 mm": "Audemars Piguet", "royal oak offshore diver": "Audemars Piguet", "NB 550 white green": "New Balance", "NB990v6 grey": "New Balance",
    "AF1 low triple white": "Nike", "air force 1 07": "Nike", "dunk low panda": "Nike", "air max 97 silver bullet": "Nike", "TNF nuptse 700 jacket": "The North Face", "nuptse 1996 puffer": "The North Face", "RB3025 aviator gold": "Ray-Ban",
    "wayfarer RB2140 black": "Ray-Ban", "love bracelet 18k screwdriver": "Cartier", "juste un clou bangle": "Cartier", "ballon bleu 36 watch": "Cartier", "chuck 70 high black": "Converse", "old skool black white": "Vans", "stan smith green": "Adidas",
    "samba OG cloud white": "Adidas", "ultraboost 22 core black": "Adidas", "airpods pro 2 sealed": "Apple", "iphone 15 pro max 1tb": "Apple", "airwrap complete long": "Dyson", "supersonic hair dryer HD08": "Dyson", "seamaster 300 co-axial": "Omega",
    "speedmaster moonwatch sapphire": "Omega", "triple s trainer beige": "Balenciaga", "le cagole xs bag": "Balenciaga", "antigona small bag": "Givenchy", "peekaboo mini bag": "Fendi", "serpenti viper ring": "Bvlgari", "b.zero1 ring rose gold": "Bvlgari",
}  # fmt: skip

"""How does a seller write a name in another script, and in pieces of that script? Name -> spellings, by hand, before they were run.

Nothing here is read by the product: these are the opponent's words.
"""

from __future__ import annotations

CHINESE: dict[str, tuple[str, ...]] = {
    "Gucci": ("古驰", "古馳", "古奇"), "Louis Vuitton": ("路易威登", "路易威登"), "Chanel": ("香奈儿", "香奈兒"), "Hermes": ("爱马仕", "愛馬仕"), "Dior": ("迪奥", "迪奧"), "Prada": ("普拉达", "普拉達"), "Rolex": ("劳力士", "勞力士"),
    "Cartier": ("卡地亚", "卡地亞"), "Burberry": ("巴宝莉", "博柏利"), "Balenciaga": ("巴黎世家",), "Fendi": ("芬迪",), "Givenchy": ("纪梵希", "紀梵希"), "Versace": ("范思哲", "凡賽斯"), "Bvlgari": ("宝格丽", "寶格麗"), "Tiffany": ("蒂芙尼", "蒂凡尼"),
    "Bottega Veneta": ("葆蝶家",), "Moncler": ("盟可睐", "蒙口"), "Nike": ("耐克",), "Adidas": ("阿迪达斯", "阿迪達斯"), "Patek Philippe": ("百达翡丽", "百達翡麗"), "Swarovski": ("施华洛世奇", "施華洛世奇"), "Dyson": ("戴森",), "Lancome": ("兰蔻", "蘭蔻"),
    "Estee Lauder": ("雅诗兰黛", "雅詩蘭黛"), "Longines": ("浪琴",), "Omega": ("欧米茄", "歐米茄"),
}  # fmt: skip
PINYIN: dict[str, tuple[str, ...]] = {
    "Gucci": ("gǔchí", "gu chi", "GuChi"), "Chanel": ("xiāngnài'ér", "xiang nai er", "xiangnaier"), "Louis Vuitton": ("lùyìwēidēng", "lu yi wei deng", "luyiweideng"), "Hermes": ("àimǎshì", "ai ma shi", "aimashi"), "Prada": ("pǔlādá", "pu la da", "pulada"),
    "Rolex": ("láolìshì", "lao li shi", "laolishi"), "Cartier": ("kǎdìyà", "ka di ya", "kadiya"), "Nike": ("nàikè", "nai ke xie"), "Adidas": ("ādídásī", "a di da si", "adidasi"), "Burberry": ("bābǎolì", "ba bao li", "babaoli"), "Balenciaga": ("bālíshìjiā", "ba li shi jia", "balishijia"),
    "Dior": ("dí'ào", "diao"),
}  # fmt: skip
KATAKANA: dict[str, str] = {
    "Gucci": "グッチ", "Louis Vuitton": "ルイヴィトン", "Chanel": "シャネル", "Hermes": "エルメス", "Dior": "ディオール", "Prada": "プラダ", "Rolex": "ロレックス", "Cartier": "カルティエ", "Burberry": "バーバリー", "Fendi": "フェンディ", "Balenciaga": "バレンシアガ",
    "Celine": "セリーヌ", "Bottega Veneta": "ボッテガヴェネタ", "Tiffany": "ティファニー", "Bvlgari": "ブルガリ", "Nike": "ナイキ", "Adidas": "アディダス", "Moncler": "モンクレール", "Versace": "ヴェルサーチ", "Coach": "コーチ",
}  # fmt: skip
HANGUL: dict[str, str] = {
    "Gucci": "구찌", "Louis Vuitton": "루이비통", "Chanel": "샤넬", "Hermes": "에르메스", "Dior": "디올", "Prada": "프라다", "Rolex": "롤렉스", "Burberry": "버버리", "Fendi": "펜디", "Balenciaga": "발렌시아가", "Cartier": "까르띠에", "Nike": "나이키", "Adidas": "아디다스", "Celine": "셀린느",
    "Moncler": "몽클레어", "Tiffany": "티파니",
}  # fmt: skip
CYRILLIC: dict[str, str] = {
    "Gucci": "Гуччи", "Louis Vuitton": "Луи Виттон", "Chanel": "Шанель", "Hermes": "Эрмес", "Dior": "Диор", "Prada": "Прада", "Rolex": "Ролекс", "Cartier": "Картье", "Burberry": "Барберри", "Versace": "Версаче", "Fendi": "Фенди", "Balenciaga": "Баленсиага", "Moncler": "Монклер", "Nike": "Найк",
    "Adidas": "Адидас", "Givenchy": "Живанши", "Bvlgari": "Булгари", "Swarovski": "Сваровски",
}  # fmt: skip
ARABIC: dict[str, str] = {
    "Gucci": "غوتشي", "Louis Vuitton": "لويس فيتون", "Chanel": "شانيل", "Dior": "ديور", "Rolex": "رولكس", "Prada": "برادا", "Cartier": "كارتييه", "Nike": "نايك", "Adidas": "اديداس", "Hermes": "هيرميس", "Fendi": "فندي", "Versace": "فيرساتشي",
}  # fmt: skip
THAI: dict[str, str] = {
    "Gucci": "กุชชี่", "Louis Vuitton": "หลุยส์ วิตตอง", "Chanel": "ชาแนล", "Dior": "ดิออร์", "Rolex": "โรเล็กซ์", "Nike": "ไนกี้", "Adidas": "อาดิดาส", "Prada": "ปราด้า", "Hermes": "แอร์เมส",
}  # fmt: skip
SHORT: dict[str, tuple[str, str]] = {
    "LV": ("Louis Vuitton", "{} monogram tote bag"), "YSL": ("Saint Laurent", "{} quilted chain bag"), "AJ1": ("Jordan", "{} high sneakers size 43"), "D&G": ("Dolce & Gabbana", "{} silk shirt men"), "MK": ("Michael Kors", "{} handbag brown"), "VCA": ("Van Cleef & Arpels", "{} clover necklace gold"),
    "AP": ("Audemars Piguet", "{} royal oak watch"), "TNF": ("The North Face", "{} puffer jacket"), "BV": ("Bottega Veneta", "{} woven leather bag"), "NB": ("New Balance", "{} 574 sneakers grey"),
}  # fmt: skip
LINES: dict[str, tuple[str, str]] = {
    "Neverfull": ("Louis Vuitton", "{} tote canvas brown"), "Submariner": ("Rolex", "{} diver steel blue dial"), "Birkin": ("Hermes", "{} 30 togo leather"), "Datejust": ("Rolex", "{} 36 jubilee"), "Daytona": ("Rolex", "{} chronograph ceramic watch"), "Nautilus": ("Patek Philippe", "{} 5711 watch blue"),
    "Royal Oak": ("Audemars Piguet", "{} 41mm steel watch"), "Alhambra": ("Van Cleef & Arpels", "{} bracelet five motifs"), "Speedmaster": ("Omega", "{} moon watch manual"), "Air Force 1": ("Nike", "{} white sneakers"), "Ultraboost": ("Adidas", "{} running shoes black"), "Airpods": ("Apple", "{} pro wireless earbuds"),
    "Dionysus": ("Gucci", "{} shoulder bag small"), "Marmont": ("Gucci", "{} matelasse mini bag"), "Nuptse": ("The North Face", "{} down jacket"), "Keepall": ("Louis Vuitton", "{} travel bag"), "Antigona": ("Givenchy", "{} handbag black"), "Baguette": ("Fendi", "{} shoulder bag"),
}  # fmt: skip

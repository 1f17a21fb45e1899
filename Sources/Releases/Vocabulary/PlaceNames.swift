/// Forms of place names that locale data does not have: short, old and adjectival ones.
enum PlaceNames {
  /// Russian; the first form is the one that reports print.
  static let russian: [String: [String]] = [
    "RU": ["Россия", "РФ", "Российская Федерация"],
    "US": ["США", "Америка", "Соединенные Штаты"],
    "CN": ["Китай", "КНР", "Китайская Народная Республика", "Поднебесная"],
    "DE": ["Германия", "ФРГ"],
    "KR": ["Южная Корея", "Республика Корея", "Корея"],
    "KP": ["КНДР", "Северная Корея"],
    "BY": ["Беларусь", "Белоруссия"],
    "MD": ["Молдова", "Молдавия"],
    "KG": ["Кыргызстан", "Киргизия", "Киргизстан"],
    "KZ": ["Казахстан", "РК"],
    "UZ": ["Узбекистан", "РУз"],
    "TM": ["Туркменистан", "Туркмения"],
    "GB": ["Великобритания", "Англия", "Соединенное Королевство"],
    "NL": ["Нидерланды", "Голландия"],
    "CZ": ["Чехия", "Чешская Республика"],
    "AE": ["ОАЭ", "Эмираты"],
    "TR": ["Турция"],
    "HK": ["Гонконг"],
    "TW": ["Тайвань"],
    "VN": ["Вьетнам"],
  ]

  static let russianAdjectives: [String: [String]] = [
    "RU": ["Российский"], "CN": ["Китайский"], "US": ["Американский"], "DE": ["Германский"],
    "BY": ["Белорусский"], "UA": ["Украинский"], "KZ": ["Казахстанский"], "UZ": ["Узбекский"],
    "JP": ["Японский"], "IN": ["Индийский"], "TR": ["Турецкий"], "IT": ["Итальянский"],
    "FR": ["Французский"], "GB": ["Британский"], "AM": ["Армянский"], "AZ": ["Азербайджанский"],
    "GE": ["Грузинский"], "MD": ["Молдавский"], "KG": ["Киргизский"], "TJ": ["Таджикский"],
    "LT": ["Литовский"], "LV": ["Латвийский"], "EE": ["Эстонский"], "PL": ["Польский"],
    "FI": ["Финский"], "KR": ["Южнокорейский", "Корейский"], "KP": ["Северокорейский"],
    "VN": ["Вьетнамский"], "MN": ["Монгольский"], "IR": ["Иранский"], "IQ": ["Иракский"],
    "IL": ["Израильский"], "EG": ["Египетский"], "SA": ["Саудовский"], "PK": ["Пакистанский"],
    "AF": ["Афганский"], "TM": ["Туркменский"], "ES": ["Испанский"], "PT": ["Португальский"],
    "NL": ["Нидерландский", "Голландский"], "BE": ["Бельгийский"], "CH": ["Швейцарский"],
    "AT": ["Австрийский"], "SE": ["Шведский"], "NO": ["Норвежский"], "DK": ["Датский"],
    "CZ": ["Чешский"], "SK": ["Словацкий"], "HU": ["Венгерский"], "RO": ["Румынский"],
    "BG": ["Болгарский"], "RS": ["Сербский"], "GR": ["Греческий"], "CA": ["Канадский"],
    "MX": ["Мексиканский"], "BR": ["Бразильский"], "AR": ["Аргентинский"], "CL": ["Чилийский"],
    "AU": ["Австралийский"], "ID": ["Индонезийский"], "MY": ["Малайзийский"],
    "TH": ["Таиландский", "Тайский"], "TW": ["Тайваньский"],
    "BD": ["Бангладешский"], "SG": ["Сингапурский"],
  ]

  /// Regions of Russia whose name is one word of its own.
  static let russianRegions: [String] = [
    "Башкортостан", "Башкирия", "Татарстан", "Дагестан", "Карелия", "Якутия", "Бурятия", "Чувашия",
    "Удмуртия", "Мордовия", "Хакасия", "Калмыкия", "Ингушетия", "Чечня", "Адыгея", "Тува", "Алтай",
    "Москва", "Санкт-Петербург", "Петербург", "Приморье", "Кубань", "Югра", "Подмосковье", "Крым",
    "Севастополь", "Камчатка", "Сахалин", "Ямал", "Забайкалье", "Приамурье", "Колыма", "Прикамье",
    "ДФО", "СЗФО", "ЦФО", "СФО", "УФО", "ПФО", "ЮФО", "СКФО", "Югра", "ХМАО", "ЯНАО", "Поморье",
    "Поволжье", "Северный Кавказ", "Черноземье", "Якутск", "Владивосток", "Калининград",
    "Урал", "Сибирь", "Дальний Восток", "Ставрополье", "Кузбасс", "Марий Эл",
  ]

  /// English; the first form is the one that reports print.
  static let english: [String: [String]] = [
    "US": ["United States", "US", "USA", "U.S.", "America"],
    "GB": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain"],
    "CN": ["China", "PRC"], "KR": ["South Korea", "Korea", "Republic of Korea"],
    "KP": ["North Korea"], "RU": ["Russia", "Russian Federation"], "TR": ["Turkey", "Turkiye"],
    "CZ": ["Czech Republic", "Czechia"], "DE": ["Germany", "West Germany"],
    "AE": ["UAE", "U.A.E."],
    "SU": ["Soviet Union", "USSR"], "HK": ["Hong Kong"], "TW": ["Taiwan"], "VN": ["Vietnam"],
    "NL": ["Netherlands", "Holland"], "CI": ["Ivory Coast"],
    "MK": ["North Macedonia", "Macedonia"],
    "BY": ["Belarus"], "MM": ["Myanmar", "Burma"],
  ]

  static let englishDemonyms: [String: [String]] = [
    "US": ["American"], "GB": ["British"], "CN": ["Chinese"], "KR": ["Korean", "South Korean"],
    "RU": ["Russian"], "TR": ["Turkish"], "DE": ["German", "West German"], "FR": ["French"],
    "JP": ["Japanese"], "IN": ["Indian"], "GE": ["Georgian"], "AZ": ["Azerbaijani", "Azeri"],
    "AM": ["Armenian"], "KZ": ["Kazakh", "Kazakhstani"], "UZ": ["Uzbek"], "UA": ["Ukrainian"],
    "BY": ["Belarusian", "Belarussian"], "IT": ["Italian"], "ES": ["Spanish"], "PT": ["Portuguese"],
    "NL": ["Dutch"], "BE": ["Belgian"], "CH": ["Swiss"], "AT": ["Austrian"], "SE": ["Swedish"],
    "NO": ["Norwegian"], "DK": ["Danish"], "FI": ["Finnish"], "PL": ["Polish"], "CZ": ["Czech"],
    "HU": ["Hungarian"], "RO": ["Romanian"], "BG": ["Bulgarian"], "GR": ["Greek"],
    "CA": ["Canadian"], "MX": ["Mexican"], "BR": ["Brazilian"], "AR": ["Argentine", "Argentinian"],
    "CL": ["Chilean"], "AU": ["Australian"], "ID": ["Indonesian"], "MY": ["Malaysian"],
    "TH": ["Thai"], "VN": ["Vietnamese"], "PH": ["Philippine"], "TW": ["Taiwanese"],
    "PK": ["Pakistani"], "BD": ["Bangladeshi"], "LK": ["Sri Lankan"], "IL": ["Israeli"],
    "IR": ["Iranian"], "IQ": ["Iraqi"], "SA": ["Saudi"], "EG": ["Egyptian"],
    "ZA": ["South African"], "NG": ["Nigerian"], "KE": ["Kenyan"], "IE": ["Irish"],
    "LT": ["Lithuanian"], "LV": ["Latvian"], "EE": ["Estonian"], "MD": ["Moldovan"],
    "KG": ["Kyrgyz"], "TJ": ["Tajik"], "TM": ["Turkmen"], "SG": ["Singaporean"],
  ]
}

/// A region of Russia with the digits that begin its number in the classification OKATO, by which
/// customs statistics name it.
struct RussianRegion: Sendable, Hashable {
  /// Two digits, or five for a district within a region.
  let code: String
  /// The Russian names, the full one first, then the English ones.
  let names: [String]

  /// The region that a field such as `29000 - КАЛУЖСКАЯ ОБЛАСТЬ` or `45000000000` names.
  static func coded(_ field: String) -> RussianRegion? {
    let digits = String(field.prefix { $0.isASCII && $0.isNumber })
    guard digits.count == 5 || digits.count == 8 || digits.count == 11 else { return nil }
    return all.first { $0.code == digits.prefix(5) }
      ?? (digits.dropFirst(2).allSatisfy { $0 == "0" }
        ? all.first { $0.code == digits.prefix(2) } : nil)
  }

  /// The regions that a name may mean.
  static func named(_ name: String) -> [RussianRegion] {
    byName[NormalName(name)] ?? []
  }

  /// The number of regions with data of their own.
  static var count: Int { all.count }

  /// The districts that customs statistics may count within this region or beside it.
  var districts: [RussianRegion] {
    code.count == 2
      ? RussianRegion.all.filter { $0.code.count == 5 && $0.code.hasPrefix(code) } : []
  }

  private static let byName: [NormalName: [RussianRegion]] = {
    var byName: [NormalName: [RussianRegion]] = [:]
    for region in all {
      for name in Set(region.names.map(NormalName.init)) {
        byName[name, default: []].append(region)
      }
    }
    return byName
  }()

  /// Oblasts by the Russian adjective and the English name.
  private static let oblasts: [(code: String, russian: String, english: String)] = [
    ("10", "Амурская", "Amur"), ("11", "Архангельская", "Arkhangelsk"),
    ("12", "Астраханская", "Astrakhan"), ("14", "Белгородская", "Belgorod"),
    ("15", "Брянская", "Bryansk"), ("17", "Владимирская", "Vladimir"),
    ("18", "Волгоградская", "Volgograd"), ("19", "Вологодская", "Vologda"),
    ("20", "Воронежская", "Voronezh"), ("22", "Нижегородская", "Nizhny Novgorod"),
    ("24", "Ивановская", "Ivanovo"), ("25", "Иркутская", "Irkutsk"),
    ("27", "Калининградская", "Kaliningrad"), ("28", "Тверская", "Tver"),
    ("29", "Калужская", "Kaluga"), ("32", "Кемеровская", "Kemerovo"),
    ("33", "Кировская", "Kirov"), ("34", "Костромская", "Kostroma"),
    ("36", "Самарская", "Samara"), ("37", "Курганская", "Kurgan"), ("38", "Курская", "Kursk"),
    ("41", "Ленинградская", "Leningrad"), ("42", "Липецкая", "Lipetsk"),
    ("44", "Магаданская", "Magadan"), ("46", "Московская", "Moscow"),
    ("47", "Мурманская", "Murmansk"), ("49", "Новгородская", "Novgorod"),
    ("50", "Новосибирская", "Novosibirsk"), ("52", "Омская", "Omsk"),
    ("53", "Оренбургская", "Orenburg"), ("54", "Орловская", "Oryol"), ("56", "Пензенская", "Penza"),
    ("58", "Псковская", "Pskov"), ("60", "Ростовская", "Rostov"), ("61", "Рязанская", "Ryazan"),
    ("63", "Саратовская", "Saratov"), ("64", "Сахалинская", "Sakhalin"),
    ("65", "Свердловская", "Sverdlovsk"), ("66", "Смоленская", "Smolensk"),
    ("68", "Тамбовская", "Tambov"), ("69", "Томская", "Tomsk"), ("70", "Тульская", "Tula"),
    ("71", "Тюменская", "Tyumen"), ("73", "Ульяновская", "Ulyanovsk"),
    ("75", "Челябинская", "Chelyabinsk"), ("78", "Ярославская", "Yaroslavl"),
  ]

  private static let others: [(code: String, names: [String])] = [
    ("01", ["Алтайский край", "Алтай", "Altai territory", "Altai Krai"]),
    ("03", ["Краснодарский край", "Кубань", "Krasnodar territory", "Krasnodar region"]),
    ("04", ["Красноярский край", "Krasnoyarsk territory", "Krasnoyarsk region"]),
    ("05", ["Приморский край", "Приморье", "Primorye territory", "Primorye"]),
    ("07", ["Ставропольский край", "Ставрополье", "Stavropol territory", "Stavropol region"]),
    ("08", ["Хабаровский край", "Khabarovsk territory", "Khabarovsk region"]),
    ("11100", ["Ненецкий автономный округ", "Nenets autonomous district"]),
    ("26", ["Республика Ингушетия", "Ингушетия", "Ingushetia"]),
    ("30", ["Камчатский край", "Камчатка", "Kamchatka territory", "Kamchatka"]),
    ("35", ["Республика Крым", "Крым", "Crimea"]),
    ("40", ["Санкт-Петербург", "Петербург", "Saint Petersburg", "St. Petersburg"]),
    ("45", ["Москва", "Moscow"]),
    ("57", ["Пермский край", "Прикамье", "Perm territory", "Perm region"]),
    ("67", ["Севастополь", "Sevastopol"]),
    ("71100", ["Ханты-Мансийский автономный округ", "Югра", "Khanty-Mansi autonomous district"]),
    ("71140", ["Ямало-Ненецкий автономный округ", "Ямал", "Yamal-Nenets autonomous district"]),
    ("76", ["Забайкальский край", "Забайкалье", "Zabaykalsky territory"]),
    ("77", ["Чукотский автономный округ", "Чукотка", "Chukotka"]),
    ("79", ["Республика Адыгея", "Адыгея", "Adygea"]),
    ("80", ["Республика Башкортостан", "Башкортостан", "Башкирия", "Bashkortostan"]),
    ("81", ["Республика Бурятия", "Бурятия", "Buryatia"]),
    ("82", ["Республика Дагестан", "Дагестан", "Dagestan"]),
    ("83", ["Кабардино-Балкарская Республика", "Кабардино-Балкария", "Kabardino-Balkaria"]),
    ("84", ["Республика Алтай", "Алтай", "Altai Republic"]),
    ("85", ["Республика Калмыкия", "Калмыкия", "Kalmykia"]),
    ("86", ["Республика Карелия", "Карелия", "Karelia"]),
    ("87", ["Республика Коми", "Коми", "Komi"]),
    ("88", ["Республика Марий Эл", "Марий Эл", "Mari El"]),
    ("89", ["Республика Мордовия", "Мордовия", "Mordovia"]),
    ("90", ["Республика Северная Осетия - Алания", "Северная Осетия", "North Ossetia"]),
    ("91", ["Карачаево-Черкесская Республика", "Карачаево-Черкесия", "Karachay-Cherkessia"]),
    ("92", ["Республика Татарстан", "Татарстан", "Tatarstan"]),
    ("93", ["Республика Тыва", "Тыва", "Тува", "Tuva"]),
    ("94", ["Удмуртская Республика", "Удмуртия", "Udmurtia"]),
    ("95", ["Республика Хакасия", "Хакасия", "Khakassia"]),
    ("96", ["Чеченская Республика", "Чечня", "Chechnya"]),
    ("97", ["Чувашская Республика", "Чувашия", "Chuvashia"]),
    ("98", ["Республика Саха (Якутия)", "Якутия", "Республика Саха", "Yakutia"]),
    ("99", ["Еврейская автономная область", "Jewish autonomous region"]),
  ]

  private static let all: [RussianRegion] =
    oblasts.map { code, russian, english in
      RussianRegion(
        code: code,
        names: ["\(russian) область", "\(english) region", "\(english) oblast"])
    } + others.map { RussianRegion(code: $0.code, names: $0.names) }
}

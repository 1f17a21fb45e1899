import Foundation

/// Which money a word or letters mean in the country that a document is about: crowns are koruna in
/// Prague and kroons in Tallinn (ISO 4217).
enum LocalCurrencies {
  /// The letters that are printed tight before an amount, in lower case.
  static let prefixes: [String: String] = [
    "r": "ZAR", "n": "NGN", "sh": "KES", "ksh": "KES", "rm": "MYR", "rs": "INR", "tk": "BDT",
    "rp": "IDR", "php": "PHP", "gh": "GHS", "fr": "CHF", "jd": "JOD", "bd": "BHD", "kd": "KWD",
    "kshs": "KES", "sh.": "KES", "ushs": "UGX", "ush": "UGX", "tsh": "TZS", "tshs": "TZS",
    "tl": "TRY", "nis": "ILS", "dh": "AED", "dhs": "AED", "sr": "SAR", "qr": "QAR", "ro": "OMR",
    "birr": "ETB", "frw": "RWF", "mk": "MWK", "p": "BWP", "cfa": "XOF", "fcfa": "XOF", "le": "EGP",
    "k": "ZMW", "kr": "SEK", "ft": "HUF", "lt": "LTL", "ls": "LVL", "ntd": "TWD", "nt": "TWD",
  ]

  /// Those that may stand apart from their amount: "Rs 1,577 billion".
  static let apart: Set<String> = [
    "rs", "jd", "ksh", "kshs", "sh", "tk", "rm", "rp", "tl", "nis", "dh", "dhs", "sr", "qr", "ro",
    "birr", "frw", "ushs", "ush", "tsh", "tshs", "cfa", "fcfa", "le", "bd", "kd", "fr", "ft", "gh",
  ]

  /// The letters before a sign of money: "US$", "GH¢".
  static let beforeSigns: [String: [String: String]] = [
    "$": [
      "us": "USD", "a": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "s": "SGD", "hk": "HKD",
      "nt": "TWD", "r": "BRL", "j": "JMD", "tt": "TTD", "b": "BND", "fj": "FJD", "au": "AUD",
      "n": "NAD", "mex": "MXN", "z": "ZWL", "g": "GYD",
    ],
    "¢": ["gh": "GHS"], "₵": ["gh": "GHS"],
    "£": ["e": "EGP", "le": "EGP", "ir": "IEP", "uk": "GBP"], "¥": ["cn": "CNY", "jp": "JPY"],
  ]

  /// The codes of ISO 4217 that the system knows, in lower case.
  static let codes = Set(Locale.commonISOCurrencyCodes.map { $0.lowercased() })

  /// The code of a dollar sign before it is known whose dollar it is.
  static let dollar = "$"

  /// The dollars that are printed with the sign alone at home, where the document does not tell them
  /// apart by a letter.
  private static let homeDollars: [String: String] = [
    "Australia": "AUD", "Canada": "CAD", "New Zealand": "NZD",
  ]

  /// Whose dollar the sign alone means in a document: one that it names in words, home's, or that of the
  /// United States.
  static func dollar(in sentences: [[Mention]], home: String?) -> String {
    let mentions = sentences.joined()
    let local = home.flatMap { homeDollars[$0] }
    // "C$" beside "$" tells them apart.
    let tellsApart = mentions.contains { $0.figure?.unit == .money(local) && local != nil }
    let named = mentions.lazy.compactMap(\.currency).first { homeDollars.values.contains($0) }
    return named ?? (tellsApart ? nil : local) ?? "USD"
  }

  private static let byWord: [String: [String: String]] = [
    "CZK": [
      "Эстония": "EEK", "Estonia": "EEK", "Швеция": "SEK", "Sweden": "SEK", "Норвегия": "NOK",
      "Norway": "NOK", "Дания": "DKK", "Denmark": "DKK", "Исландия": "ISK", "Iceland": "ISK",
      "Словакия": "SKK", "Slovakia": "SKK",
    ],
    "NOK": ["Denmark": "DKK", "Дания": "DKK"],
    "INR": [
      "Пакистан": "PKR", "Pakistan": "PKR", "Шри-Ланка": "LKR", "Sri Lanka": "LKR",
      "Непал": "NPR", "Nepal": "NPR",
    ],
    "MXN": [
      "Philippines": "PHP", "Argentina": "ARS", "Chile": "CLP", "Colombia": "COP",
      "Uruguay": "UYU",
    ],
    "KES": [
      "Tanzania": "TZS", "Uganda": "UGX", "Somalia": "SOS", "Танзания": "TZS", "Уганда": "UGX",
    ],
    "RSD": [
      "Kuwait": "KWD", "Algeria": "DZD", "Tunisia": "TND", "Iraq": "IQD", "Jordan": "JOD",
      "Bahrain": "BHD", "Libya": "LYD", "Кувейт": "KWD", "Алжир": "DZD", "Тунис": "TND",
      "Ирак": "IQD", "Иордания": "JOD", "Бахрейн": "BHD", "Ливия": "LYD",
    ],
    "AED": ["Morocco": "MAD", "Марокко": "MAD"],
    "SAR": ["Qatar": "QAR", "Катар": "QAR", "Yemen": "YER"],
    "IRR": ["Oman": "OMR", "Оман": "OMR", "Yemen": "YER"],
    "ZMW": [
      "Malawi": "MWK", "Малави": "MWK", "Myanmar (Burma)": "MMK", "Papua New Guinea": "PGK",
      "Laos": "LAK",
    ],
    "ZAR": ["Namibia": "NAD"],
    "GBP": ["Egypt": "EGP", "Египет": "EGP"],
    "FRF": ["Switzerland": "CHF", "Belgium": "BEF", "Rwanda": "RWF", "Luxembourg": "LUF"],
  ]

  /// The currency of a word that alone means `code`, in a document about `home`.
  static func code(_ code: String, in home: String?) -> String {
    home.flatMap { byWord[code]?[$0] } ?? code
  }
}

import Foundation

/// Which money a word or letters mean in the country that a document is about: crowns are koruna in
/// Prague and kroons in Tallinn (ISO 4217).
enum LocalCurrencies {
  /// The letters that are printed tight before an amount, in lower case.
  static let prefixes: [String: String] = [
    "r": "ZAR", "n": "NGN", "sh": "KES", "ksh": "KES", "rm": "MYR", "rs": "INR", "tk": "BDT",
    "rp": "IDR", "php": "PHP", "gh": "GHS", "fr": "CHF", "jd": "JOD", "bd": "BHD", "kd": "KWD",
  ]

  /// Those that may stand apart from their amount: "Rs 1,577 billion".
  static let apart: Set<String> = ["rs", "jd"]

  /// The codes of ISO 4217 that the system knows, in lower case.
  static let codes = Set(Locale.commonISOCurrencyCodes.map { $0.lowercased() })

  private static let byWord: [String: [String: String]] = [
    "CZK": [
      "Эстония": "EEK", "Estonia": "EEK", "Швеция": "SEK", "Sweden": "SEK", "Норвегия": "NOK",
      "Norway": "NOK", "Дания": "DKK", "Denmark": "DKK", "Исландия": "ISK", "Iceland": "ISK",
      "Словакия": "SKK", "Slovakia": "SKK",
    ],
    "INR": [
      "Пакистан": "PKR", "Pakistan": "PKR", "Шри-Ланка": "LKR", "Sri Lanka": "LKR",
      "Непал": "NPR", "Nepal": "NPR",
    ],
    "MXN": [
      "Philippines": "PHP", "Argentina": "ARS", "Chile": "CLP", "Colombia": "COP",
      "Uruguay": "UYU",
    ],
    "KES": ["Tanzania": "TZS", "Uganda": "UGX"],
    "GBP": ["Egypt": "EGP", "Египет": "EGP"],
    "FRF": ["Switzerland": "CHF", "Belgium": "BEF"],
  ]

  /// The currency of a word that alone means `code`, in a document about `home`.
  static func code(_ code: String, in home: String?) -> String {
    home.flatMap { byWord[code]?[$0] } ?? code
  }
}

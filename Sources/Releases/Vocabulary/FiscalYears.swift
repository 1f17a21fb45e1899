/// When the fiscal years of countries begin that publish their trade by them.
struct FiscalYear: Sendable {
  /// The month that it begins in.
  let firstMonth: Int
  /// Whether "fiscal 2022" ends in 2022, rather than begins.
  let isNamedByItsEnd: Bool

  /// The fiscal year of a country, by its name in either language; nil where its trade is published
  /// by calendar years.
  static func of(_ country: String?) -> FiscalYear? { country.flatMap { known[$0] } }

  /// What a year such as 2022-23 means where the country is not known.
  static let usual = FiscalYear(firstMonth: 4, isNamedByItsEnd: true)

  private static let known: [String: FiscalYear] = [
    "India": usual, "Индия": usual,
    "Japan": FiscalYear(firstMonth: 4, isNamedByItsEnd: false),
    "Япония": FiscalYear(firstMonth: 4, isNamedByItsEnd: false),
    "Pakistan": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Пакистан": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Bangladesh": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Бангладеш": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Egypt": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Египет": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Australia": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Австралия": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Nepal": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Ethiopia": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Kenya": FiscalYear(firstMonth: 7, isNamedByItsEnd: true),
    "Myanmar (Burma)": usual,
    "Thailand": FiscalYear(firstMonth: 10, isNamedByItsEnd: true),
    "United States": FiscalYear(firstMonth: 10, isNamedByItsEnd: true),
    "США": FiscalYear(firstMonth: 10, isNamedByItsEnd: true),
  ]
}

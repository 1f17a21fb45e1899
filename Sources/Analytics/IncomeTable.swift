internal import Exact
public import TradeData

/// GDP per head of each location, by period where the file has periods.
public struct IncomeTable: Sendable {
  private var values: [String: [(period: Period?, value: Double)]] = [:]

  private static let locationNames = [
    "reporter", "country", "region", "location", "iso3", "code", "economy", "origin",
  ]
  private static let valueNames = ["value", "gdp", "gdp_per_capita", "gdp_per_head", "income"]
  private static let periodNames = ["period", "year", "time"]

  /// Reads a table with a column of locations, one of values and, if it has one, one of periods.
  ///
  /// Empty values are left out. Throws `TradeDataError` where a column is missing or a value is not a
  /// positive number.
  public init(path: String) throws(TradeDataError) {
    let table = try SideTable(path: path)
    guard let location = table.column(IncomeTable.locationNames),
      let column = table.column(IncomeTable.valueNames)
    else {
      throw TradeDataError(
        path, line: 1,
        "no columns of locations and incomes; expected country,value or country,year,value, found "
          + table.header.joined(separator: ","))
    }
    let period = table.column(IncomeTable.periodNames)
    for row in table.rows where !["", "NA"].contains(row.fields[column]) {
      guard let value = Double(row.fields[column]), value > 0, value.isFinite else {
        throw table.error(row, field: column, expected: "a positive number")
      }
      var time: Period?
      if let period {
        time = Period(row.fields[period])
        if time == nil { throw table.error(row, field: period, expected: "a period, as 2017") }
      }
      values[row.fields[location], default: []].append((time, value))
    }
  }

  /// The income of a location in a period; nil where the table has none.
  ///
  /// A period within a year takes the income of the year.
  func value(_ location: String, _ period: Period) -> Double? {
    values[location]?.first { $0.period?.contains(period) ?? true }?.value
  }
}

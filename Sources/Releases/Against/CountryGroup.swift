import Exact

/// A union of countries whose members have joined and left on known days.
///
/// Groups without such days, as the CIS has, are not here: what they count is for the release to
/// say, and a sum of guessed members would be a guess.
struct CountryGroup: Sendable {
  /// A member with its first and its last whole month.
  private struct Member: Sendable {
    let code: String
    let first: Int
    let last: Int
  }

  /// What releases call it.
  let names: Set<String>
  private let members: [Member]
  /// A month in the middle of which a member joined.
  private let brokenMonth: Int?

  /// The group that a release calls so.
  static func named(_ name: String) -> CountryGroup? { all.first { $0.names.contains(name) } }

  /// The members throughout a period; nil where the membership changes within it.
  func members(in period: Period) -> [Country]? {
    if let brokenMonth, (period.first...period.last).contains(brokenMonth) { return nil }
    var countries: [Country] = []
    for member in members where member.last >= period.first && member.first <= period.last {
      guard member.first <= period.first, member.last >= period.last,
        let country = Countries.coded(member.code)
      else { return nil }
      countries.append(country)
    }
    return countries.isEmpty ? nil : countries
  }

  private init(
    _ names: Set<String>, _ groups: [(codes: String, from: Period, to: Period?)],
    brokenMonth: Period? = nil
  ) {
    self.names = names
    self.brokenMonth = brokenMonth?.first
    members = groups.flatMap { codes, from, to in
      codes.split(separator: " ").map {
        Member(code: String($0), first: from.first, last: to?.last ?? Int.max)
      }
    }
  }

  private static func month(_ year: Int, _ month: Int) -> Period {
    Period(year: year, from: month, to: month)
  }

  private static let all = [
    CountryGroup(
      ["EU", "ЕС"],
      [
        ("BE DE FR IT LU NL DK IE GR ES PT AT FI SE", month(1995, 1), nil),
        ("GB", month(1995, 1), month(2020, 1)),
        ("CY CZ EE HU LV LT MT PL SK SI", month(2004, 5), nil), ("BG RO", month(2007, 1), nil),
        ("HR", month(2013, 7), nil),
      ]),
    CountryGroup(
      ["EAEU", "ЕАЭС"],
      [("RU BY KZ AM", month(2015, 1), nil), ("KG", month(2015, 9), nil)],
      // Kyrgyzstan joined on the 12th.
      brokenMonth: month(2015, 8)),
  ]
}

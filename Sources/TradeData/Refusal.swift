/// Files that come with trade data but are not trade data, known by their header.
struct Refusal: Sendable {
  /// Header names, in lower case, that must all begin some column.
  let marks: [String]
  /// What the file is.
  let description: String

  static let all = [
    Refusal(
      marks: ["country_code", "country_name"],
      description: "a list of country codes, not trade data"),
    Refusal(
      marks: ["code", "description"], description: "a list of product codes, not trade data"),
    Refusal(
      marks: ["download date"],
      description: "the query sheet of a USITC DataWeb export; name the file with the values"),
    Refusal(
      marks: ["country", "eci rank"], description: "a table of complexity rankings, not of trade"),
    Refusal(marks: ["rank_eci"], description: "a table of complexity ranks, not of trade"),
  ]

  func applies(to header: [String]) -> Bool {
    let names = header.map { $0.lowercased() }
    return marks.allSatisfy { mark in names.contains { $0.hasPrefix(mark) } }
  }
}

/// The name that was probably meant.
enum NearestName {
  /// The known name with the fewest letters to change, whatever their case; nil where all are far off.
  static func of(_ name: String, among known: [String]) -> String? {
    let wanted = Array(name.lowercased().prefix(80))
    let found = known.map { (name: $0, steps: distance(wanted, Array($0.lowercased().prefix(80)))) }
    guard let nearest = found.min(by: { $0.steps < $1.steps }) else { return nil }
    // Half of the letters, at most: beyond that the two have nothing to do with each other.
    return nearest.steps * 2 <= max(wanted.count, 2) ? nearest.name : nil
  }

  /// Letters to put in, take out or replace (Levenshtein).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (place, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (other, second) in right.enumerated() {
        let replaced = diagonal + (letter == second ? 0 : 1)
        diagonal = row[other + 1]
        row[other + 1] = min(replaced, row[other] + 1, row[other + 1] + 1)
      }
    }
    return row[right.count]
  }
}

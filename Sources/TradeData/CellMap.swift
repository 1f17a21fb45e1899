internal import Exact

/// Where the cells of a series stand in one worker's array: the worker's own codes of the texts and
/// periods of the whole.
struct CellMap: Sendable {
  /// For each key, by the codes of the whole, the bits of the worker's code; -1 where it met no such
  /// text.
  let keys: [[Int64]]
  /// By the periods of the whole, the bits of the worker's code; nil where it met no such period.
  let periods: [UInt64?]
  /// The bits of the levels that count.
  let levels: [UInt64]

  init(_ partial: PartialCube, isChosen: [Bool], texts: [[String]], periods: [Period]) {
    let layout = partial.layout
    keys = texts.indices.map { key in
      let codes = Dictionary(
        uniqueKeysWithValues: zip(
          partial.judge.keys[key].texts, partial.judge.keys[key].texts.indices))
      return texts[key].map { text in
        codes[text].map { Int64(layout.bits($0, in: key + 1)) } ?? -1
      }
    }
    let codes = Dictionary(
      uniqueKeysWithValues: zip(partial.judge.periods, partial.judge.periods.indices))
    self.periods = periods.map { period in codes[period].map { layout.bits($0, in: 0) } }
    levels = isChosen.indices.filter { isChosen[$0] && partial.levelRows[$0] > 0 }
      .map(UInt64.init)
  }
}

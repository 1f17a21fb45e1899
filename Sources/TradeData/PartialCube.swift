/// What one worker has summed: its cells, and the texts behind their codes.
///
/// Sendable without a lock: the store has one owner, and nothing changes after the worker is done.
final class PartialCube: @unchecked Sendable {
  let store: CellStore
  let layout: CellLayout
  let judge: Judge
  /// The rows in the cells, by the codes of their levels.
  let levelRows: [Int]
  let tally: Tally
  let rejects: [Worker.RawReject]

  init(
    store: consuming CellStore, layout: CellLayout, judge: Judge, levelRows: [Int],
    tally: Tally, rejects: [Worker.RawReject]
  ) {
    self.store = store
    self.layout = layout
    self.judge = judge
    self.levelRows = levelRows
    self.tally = tally
    self.rejects = rejects
  }
}

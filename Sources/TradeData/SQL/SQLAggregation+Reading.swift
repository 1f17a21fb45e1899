internal import Exact

extension SQLAggregation {
  /// A quote that opens on one line and closes on another, in files that were taken to have none such.
  public struct QuotesMet: Error, Sendable {}

  /// Reads the answer to `sparkScript(folder:)`.
  ///
  /// - Parameters:
  ///   - path: The file that holds it.
  ///   - threads: The number of threads.
  ///   - memory: The bytes that the sums may take.
  /// - Returns: What `TradeReader` would have read, but for rejects one by one and duplicates.
  /// - Throws: `QuotesMet` where the rows must be read again with `readsAcrossLines`; `TradeDataError`
  ///   where the answer is no answer, or is one that `TradeReader` would refuse.
  public func reading(
    ofAnswer path: String, threads: Int, memory: Int
  ) throws -> TradeReader.Reading {
    let budget = MemoryBudget(limit: memory)
    do {
      var sums = try AnsweredSums(self, budget)
      var rows = AnswerRows(try InputFile(path: path))
      while let fields = rows.next() { try sums.add(fields) }
      for (file, _) in data.recognitions { try file.confirmUnchanged() }
      return try data.reading(
        of: [try sums.partial()], counts: sums.rejectCounts, threads: threads, budget,
        duplicates: .notSearched)
    } catch let error as ScaledInteger.Overflow {
      throw TradeDataError(data.name, "a sum is too large: \(error)")
    } catch let error as MemoryBudget.Exceeded {
      throw TradeDataError(data.name, "\(error)")
    }
  }
}

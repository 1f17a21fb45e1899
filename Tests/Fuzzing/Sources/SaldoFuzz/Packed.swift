@testable import TradeData

/// What unpacks gzip, zstd and zip, told by the first bytes as in a file.
func fuzzPacked(_ bytes: [UInt8]) {
  guard bytes.count <= 1 << 14 else { return }
  let budget = MemoryBudget(limit: 1 << 30)
  bytes.withUnsafeBytes { buffer in
    do {
      if buffer.starts(with: [0x1f, 0x8b]) {
        _ = try Deflate.gunzip(buffer, file: "fuzz.gz", budget).count
      } else if buffer.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
        _ = try Zstandard.unpack(buffer, file: "fuzz.zst", budget, freeLength: 1 << 24).count
      } else {
        try unzip(buffer, budget)
      }
    } catch {
      checkLine(error)
    }
  }
  do { try budget.take(1 << 30) } catch { broken("memory was not given back") }
}

private func unzip(_ bytes: UnsafeRawBufferPointer, _ budget: MemoryBudget) throws {
  let archive = try ZipArchive(bytes, name: "fuzz.zip")
  // What a file of members that overlap would unpack to is bounded member by member.
  for member in archive.members.prefix(8) {
    do {
      let data = try archive.data(of: member, bytes)
      let memory = try Deflate.inflate(
        data, length: member.length, isStored: member.method == 0, sum: member.sum,
        file: "fuzz.zip", budget)
      if memory.count > bytes.count * Deflate.mostBytesPerByte {
        broken("\(bytes.count) bytes gave \(memory.count)")
      }
    } catch {
      checkLine(error)
    }
  }
  _ = try archive.member(nil)
}

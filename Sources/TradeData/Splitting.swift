extension Source {
  /// The rows in stretches of about `size` bytes.
  func stretches(of size: Int) -> [Stretch] {
    file.stretches(from: bodyOffset, of: size, isQuoted: isQuoted).map {
      Stretch(source: number, range: $0)
    }
  }
}

extension InputFile {
  /// Cuts the rows from `bodyOffset` on into stretches of about `size` bytes, each of whole rows.
  ///
  /// Where a stretch begins depends on the file alone, not on who reads it. In a quoted file a line
  /// end may be part of a field, so the quotes before each cut are counted first.
  package func stretches(from bodyOffset: Int, of size: Int, isQuoted: Bool) -> [Range<Int>] {
    var begins = [bodyOffset]
    var isInside = false
    var counted = bodyOffset
    var cut = bodyOffset + size
    while cut < count {
      if isQuoted {
        isInside = isInside != quotesAreOdd(counted..<cut)
        counted = cut
      }
      let begin = nextRow(after: cut, isInside: isInside, isQuoted: isQuoted)
      guard begin < count else { break }
      if begin > begins[begins.count - 1] { begins.append(begin) }
      // A long row is not searched again for every cut that falls into it.
      while cut < begin { cut += size }
      if cut == begin { cut += size }
    }
    let ends = begins.dropFirst() + [count]
    return zip(begins, ends).compactMap { begin, end in begin < end ? begin..<end : nil }
  }

  /// Where the first row begins that starts after byte `offset - 1`.
  private func nextRow(after offset: Int, isInside: Bool, isQuoted: Bool) -> Int {
    var isInside = isInside
    var place = offset
    while place < count {
      let byte = unsafe start[place]
      if byte == UInt8(ascii: "\"") { isInside = isInside != isQuoted }
      place += 1
      if byte == UInt8(ascii: "\n"), !isInside { break }
    }
    return place
  }

  private func quotesAreOdd(_ range: Range<Int>) -> Bool {
    var quotes: UInt64 = 0
    var offset = range.lowerBound
    while offset + 64 <= range.upperBound {
      quotes ^= unsafe Block(start + offset).mask(of: UInt8(ascii: "\""))
      offset += 64
    }
    var count = quotes.nonzeroBitCount
    while offset < range.upperBound {
      if unsafe start[offset] == UInt8(ascii: "\"") { count += 1 }
      offset += 1
    }
    return count % 2 == 1
  }
}

extension UnsafeRawPointer {
  /// The byte at an offset.
  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    unsafe load(fromByteOffset: offset, as: UInt8.self)
  }
}

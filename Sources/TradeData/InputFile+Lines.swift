extension InputFile {
  /// The number of line ends in a stretch.
  func lineEnds(in range: Range<Int>) -> Int {
    var (lines, place) = (0, range.lowerBound)
    while place + 64 <= range.upperBound {
      lines += unsafe Block(start + place).mask(of: UInt8(ascii: "\n")).nonzeroBitCount
      place += 64
    }
    while place < range.upperBound {
      if unsafe start[place] == UInt8(ascii: "\n") { lines += 1 }
      place += 1
    }
    return lines
  }

  /// Where the line of a number, from 1, begins; the end where there are fewer.
  package func offset(ofLine number: Int) -> Int {
    var (line, place) = (1, 0)
    while line < number, place < count {
      if unsafe start[place] == UInt8(ascii: "\n") { line += 1 }
      place += 1
    }
    return place
  }
}

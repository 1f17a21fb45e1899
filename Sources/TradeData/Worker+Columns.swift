#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// Regular rows, a window of them at a time and one column after another: each column is a short loop
// in which nothing else happens. What is unusual in a row flags it, and it is read by itself after.

extension Worker {
  /// Whether rows of the present file are read column by column.
  ///
  /// Where each row speaks of one month in a view of its own, all views but one are elsewhere.
  var readsColumns: Bool {
    views.count <= 2 && views.allSatisfy { !$0.values.isEmpty }
      && plan.views.allSatisfy { view in
        view.slots.allSatisfy { $0.role != .month && $0.role != .quarter }
      }
  }

  /// Adds the rows of the indexed window, all of which have the header's number of fields.
  mutating func countColumns(_ base: UnsafeRawPointer, _ position: Int) throws {
    let rows = index.lineEnds
    let columns = unsafe (base: base, starts: UnsafePointer(index.starts), width: plan.width)
    func fields(_ column: Int) -> FieldColumn {
      unsafe FieldColumn(
        base: columns.base, starts: columns.starts, width: columns.width, column: column)
    }
    window.reserve(
      rows: rows, views: views.count, values: views.reduce(0) { $0 + $1.values.count })
    var isStale = true
    while isStale {
      isStale = false
      for view in views.indices {
        let cells = unsafe window.cells(view)
        if views[view].slots.isEmpty { unsafe cells.update(repeating: 0, count: rows) }
        for number in views[view].slots {
          let column = unsafe fields(slots[number].plan.column)
          let isFirst = number == views[view].slots.lowerBound
          var row = 0
          while true {
            row = unsafe slots[number].table.find(
              column, row..<rows, into: cells, isFirst: isFirst)
            guard row < rows else { break }
            let text = unsafe column[row]
            let bits = try unsafe learn(number, text.start, text.length)
            if bits == Meaning.stale { isStale = true }
          }
        }
      }
    }
    let first = unsafe window.cells(0)
    if let domestic {
      let columns = unsafe (fields(domestic.reporter), fields(domestic.partner))
      for row in 0..<rows {
        let (left, right) = unsafe (columns.0[row], columns.1[row])
        if unsafe left.length == right.length && left.length > 0
          && memcmp(left.start, right.start, left.length) == 0
        {
          unsafe first[row] |= Meaning.unusual
        }
      }
    }
    var number = 0
    for view in views.indices {
      for value in views[view].values {
        unsafe decimals.read(
          fields(value.column), rows, isQuoted: source.isQuoted, into: window.values(number),
          flagging: first)
        number += 1
      }
    }
    if views.count > 1 {
      // A row is added in all views or, by itself, in those that take it.
      let second = unsafe window.cells(1)
      for row in 0..<rows {
        let flags = unsafe (first[row] | second[row]) & Meaning.flags
        unsafe first[row] |= flags
        unsafe second[row] |= flags
      }
    }
    number = 0
    var unusual = 0
    for view in views.indices {
      for value in views[view].values {
        unusual = try unsafe store.add(
          window.values(number), to: window.cells(view), with: value.bits, count: rows,
          leavingOut: window.unusual)
        number += 1
      }
    }
    countLevels(rows, unusual)
    for place in 0..<unusual {
      let row = unsafe Int(window.unusual[place])
      let bits = unsafe first[row]
      if views.count == 1, bits & (Meaning.unusual | Meaning.rejected) == 0 {
        if bits & Meaning.filtered != 0 { tally.filtered += 1 } else { tally.aggregates += 1 }
      } else {
        let starts = unsafe columns.starts + row * columns.width
        try unsafe countCarefully(base, starts, position)
      }
    }
  }

  /// Counts the window's rows that were added by the codes of their levels.
  private mutating func countLevels(_ rows: Int, _ unusual: Int) {
    guard levelMask > 0 else {
      levelRows[0] += rows - unusual
      return
    }
    let (cells, bits) = unsafe (window.cells(0), views[0].values[0].bits)
    for row in 0..<rows {
      let cell = unsafe cells[row]
      if cell & Meaning.flags == 0 {
        levelRows[Int(truncatingIfNeeded: (cell | bits) & levelMask)] &+= 1
      }
    }
  }
}

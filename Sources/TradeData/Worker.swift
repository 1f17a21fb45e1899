internal import Exact

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One thread's share of the work: reads stretches of files and adds what it reads to its own cube.
///
/// Nothing is shared while rows are read. Each worker numbers texts as it meets them and sums in its
/// own store; `Cube` joins the workers' results, and exact sums make the order of no account.
@safe struct Worker: ~Copyable {
  /// A column that is looked up for each row of the present file.
  struct Slot: ~Copyable {
    let plan: Plan.Slot
    let isLastColumn: Bool
    var table = CodeTable()
    var verdicts: [Judge.Verdict] = []

    init(plan: Plan.Slot, isLastColumn: Bool) {
      self.plan = plan
      self.isLastColumn = isLastColumn
    }
  }

  /// A view of the rows: its slots, and the bits that are the same in every row.
  struct View {
    let slots: Range<Int>
    let plan: Plan.View
    /// The value columns whose period is asked for, and the bits of their codes.
    var values: [(column: Int, bits: UInt64)] = []
  }

  /// A row that could not be read, before its line is known.
  struct RawReject: Sendable {
    let source: Int
    let row: Range<Int>
    let field: Int
    let reason: String
  }

  var plan: Plan
  var source: Source
  var slots: UnsafeMutablePointer<Slot>
  var slotCount = 0
  var views: [View] = []
  /// The column and the bits of a file with one view and one column of values, the common case.
  private var single: (column: Int, bits: UInt64)?
  /// The columns by which domestic sales are told.
  private(set) var domestic: (reporter: Int, partner: Int)?
  /// Rows that are in the cube, by the codes of their levels.
  var levelRows: [Int]
  var levelMask: UInt64 = 0
  var index = StructuralIndex()
  private var layout: CellLayout
  var judge: Judge
  var store: CellStore
  private var reader: DecimalReader
  private(set) var decimals: ValueColumn
  var window = WindowRows()
  /// The values of a row, before all of them are known to be numbers.
  private var pending: [(value: Int64, cell: UInt64)] = []
  private let budget: MemoryBudget
  var tally = Tally()
  var rejects: [RawReject] = []

  /// A worker that begins with `source`.
  ///
  /// - Parameters:
  ///   - source: The first file.
  ///   - scale: The digits after the point of the sums.
  ///   - budget: What memory is taken from.
  ///   - share: The bytes up to which the sums may be an array.
  /// - Throws: `TradeDataError`, `MemoryBudget.Exceeded`.
  init(source: Source, scale: Int, budget: MemoryBudget, share: Int) throws {
    self.budget = budget
    self.source = source
    plan = source.plan
    reader = DecimalReader(scale: scale, point: plan.point)
    decimals = ValueColumn(reader)
    // One key may have many codes; several keys share the bits of an array.
    let isFlow = plan.query.keys.map { $0.source == .role(.flow) }
    let width = isFlow.count { !$0 } <= 2 ? 8 : 5
    layout = CellLayout(
      // Most files have two flows; a bit that says nothing doubles the memory.
      widths: [4] + isFlow.map { $0 ? 1 : width }
        + Array(repeating: 1, count: plan.layout.levels.count),
      levels: plan.layout.levels.count)
    levelRows = [0]
    judge = Judge(plan)
    store = CellStore(scale: scale)
    unsafe slots = .allocate(capacity: 1)
    store = try CellStore(width: layout.width, scale: scale, budget: budget, share: share)
    setLevels()
    try open(source)
  }

  deinit {
    unsafe slots.deinitialize(count: slotCount)
    unsafe slots.deallocate()
  }

  /// Turns to the columns of another file; what was summed stays.
  private mutating func open(_ source: Source) throws {
    self.source = source
    plan = source.plan
    unsafe slots.deinitialize(count: slotCount)
    unsafe slots.deallocate()
    reader = DecimalReader(scale: reader.scale, point: plan.point)
    decimals = ValueColumn(reader)
    domestic = plan.domestic
    slotCount = plan.views.reduce(0) { $0 + $1.slots.count }
    unsafe slots = .allocate(capacity: slotCount)
    views = []
    var next = 0
    for view in plan.views {
      let first = next
      for slot in view.slots {
        unsafe (slots + next).initialize(
          to: Slot(plan: slot, isLastColumn: slot.column == plan.width - 1))
        next += 1
      }
      views.append(View(slots: first..<next, plan: view))
    }
    try setConstants()
  }

  /// Reads the rows of one stretch, which begins and ends at the beginning of a row.
  mutating func scan(_ stretch: Stretch, of source: Source) throws {
    if source.number != self.source.number { try open(source) }
    let quoted = source.isQuoted
    var position = stretch.range.lowerBound
    let end = stretch.range.upperBound
    var size = Worker.window
    while position < end {
      let length = min(size, end - position)
      let base = unsafe source.file.start + position
      unsafe index.index(base, length: length, separators: plan.separators, quoted: quoted)
      if index.hasNUL { try unsafe refuseNUL(base, length, position) }
      if index.hasQuotes, !quoted { throw Worker.QuotesMet(source: source.number) }
      let isLast = position + length == end
      let isOpen = unsafe isLast && (base[length - 1] != UInt8(ascii: "\n") || index.endsInside)
      if isOpen { index.closeLastRow(at: length) }
      let consumed = isOpen ? length : index.lengthOfWholeRows
      if consumed == 0 {
        size *= 2
        guard size <= Worker.longestRow else {
          let line = source.file.position(of: position).line
          throw TradeDataError(
            source.file.name, line: line,
            "the row is longer than \(Worker.longestRow >> 20) MiB; is a quote left open?")
        }
        continue
      }
      if unsafe isOpen || !isRegular(base) {
        try unsafe scanIrregular(base, position, length)
      } else if readsColumns, position >= ValueColumn.reach {
        try unsafe countColumns(base, position)
      } else {
        for row in 0..<index.lineEnds {
          let starts = unsafe UnsafePointer(index.starts + row &* plan.width)
          try unsafe count(base, starts, position)
        }
      }
      position += consumed
      size = Worker.window
    }
  }

  /// The rows that were read so far.
  var rowsRead: Int { tally.read + levelRows.reduce(0, +) }

  /// Hands over what was summed; the worker is of no further use.
  mutating func finish() -> PartialCube {
    var sums = CellStore(scale: store.scale)
    var judged = Judge(plan)
    swap(&sums, &store)
    swap(&judged, &judge)
    return PartialCube(
      store: sums, layout: layout, judge: judged, levelRows: levelRows, tally: tally,
      rejects: rejects)
  }

  /// Quotes in a file that was taken to have none.
  struct QuotesMet: Error {
    let source: Int
  }

  /// Bytes indexed at a time: enough to spread the cost of a turn, few enough to stay in the nearest
  /// cache between being indexed and being read.
  private static let window = 1 << 14
  private static let longestRow = 1 << 26
}

// MARK: - Rows

extension Worker {
  /// Whether every whole row of the indexed stretch has the header's number of fields.
  ///
  /// If each n-th separator is a line end and there are no more line ends than that, then none of
  /// the others is one.
  private func isRegular(_ base: UnsafeRawPointer) -> Bool {
    let width = plan.width
    guard index.lineEnds * width <= index.count else { return false }
    for row in 0..<index.lineEnds {
      let next = unsafe Int(index.starts[(row &+ 1) &* width])
      if unsafe base.load(fromByteOffset: next &- 1, as: UInt8.self) != UInt8(ascii: "\n") {
        return false
      }
    }
    return true
  }

  /// Reads rows of which some have too many or too few fields, or no line end.
  private mutating func scanIrregular(
    _ base: UnsafeRawPointer, _ position: Int, _ length: Int
  ) throws {
    var first = 0
    for next in 1...max(1, index.count) where next <= index.count {
      let after = unsafe Int(index.starts[next])
      guard unsafe after > length || base[after - 1] == UInt8(ascii: "\n") else { continue }
      let starts = unsafe UnsafePointer(index.starts + first)
      let row = unsafe Int(starts[0])..<(after - 1)
      let fields = next - first
      first = next
      if unsafe fields == 1 && isBlank(base, row) { continue }
      if index.endsInside, after > length {
        throw TradeDataError(
          source.file.name, line: source.file.position(of: position + row.lowerBound).line,
          "a quote that opens in field \(fields) is never closed")
      }
      if fields < plan.leastWidth {
        try unsafe refuseOtherSeparator(base, row, position)
        reject(row, position, field: fields, "\(plan.leastWidth) fields, found \(fields)")
      } else if unsafe fields > plan.leastWidth
        && !isBlank(base, Int(starts[plan.leastWidth])..<(after - 1))
      {
        reject(
          row, position, field: plan.leastWidth + 1,
          "\(plan.leastWidth) fields, found \(fields)")
      } else {
        try unsafe count(base, starts, position)
      }
    }
  }

  /// Whether nothing but blanks and separators stands in a part of a row.
  private func isBlank(_ base: UnsafeRawPointer, _ range: Range<Int>) -> Bool {
    range.allSatisfy { offset in
      let byte = unsafe base[offset]
      return byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || byte == plan.separators.0
        || byte == plan.separators.1
    }
  }

  /// Adds one row, whose fields begin at `starts`, to the cube.
  @inline(__always)
  private mutating func count(
    _ base: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>, _ position: Int
  ) throws {
    if let single {
      let bits = try unsafe meaning(0, base, starts) | single.bits
      if bits & Meaning.flags == 0 {
        let value = unsafe field(single.column, base, starts)
        let number = unsafe reader.read(value.start, value.length)
        if number != DecimalReader.undecided {
          if let domestic, unsafe isSame(domestic, base, starts) {
            tally.domestic &+= 1
            return
          }
          try store.add(number, to: bits)
          levelRows[Int(truncatingIfNeeded: bits & levelMask)] &+= 1
          return
        }
      }
    }
    try unsafe countCarefully(base, starts, position)
  }

  /// Adds a row that has several views or values, or a flag, or a number in an unusual form.
  ///
  /// Nothing is added before every value of the row is known to be a number.
  mutating func countCarefully(
    _ base: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>, _ position: Int
  ) throws {
    var flags: UInt64 = 0
    var isMissing = false
    var wide: [(ScaledInteger, UInt64)] = []
    pending.removeAll(keepingCapacity: true)
    for view in views.indices {
      let bits = try unsafe meaning(view, base, starts)
      if bits & Meaning.elsewhere != 0 { continue }
      flags |= bits & Meaning.flags
      guard bits & Meaning.flags == 0 else { continue }
      for (column, constant) in views[view].values {
        let value = unsafe field(column, base, starts)
        let quick = unsafe reader.read(value.start, value.length)
        if quick != DecimalReader.undecided {
          pending.append((quick, bits | constant))
          continue
        }
        let text = unsafe UnsafeRawBufferPointer(start: value.start, count: value.length)
        switch unsafe NumberText(
          text, point: reader.point, missing: plan.layout.missing,
          hasNotes: plan.layout.hasValueNotes)
        {
        case .number(let number):
          wide.append((number, bits | constant))
        case .missing:
          isMissing = true
        case .invalid:
          return unsafe reject(base, starts, position, field: column, "a number")
        case .tooLong:
          throw unsafe tooLong(base, starts, position, field: column)
        }
      }
    }
    if let domestic, unsafe !(pending.isEmpty && wide.isEmpty) && isSame(domestic, base, starts) {
      tally.domestic += 1
      return
    }
    for (value, cell) in pending { try store.add(value, to: cell) }
    for (value, cell) in wide { try store.addFitting(value, to: cell) }
    if let cell = pending.first?.cell ?? wide.first?.1 {
      levelRows[Int(truncatingIfNeeded: cell & levelMask)] += 1
    } else if isMissing {
      tally.missing += 1
    } else if flags & Meaning.rejected != 0, flags & Meaning.filtered == 0 {
      unsafe rejectText(base, starts, position)
    } else if flags & Meaning.aggregate != 0, flags & Meaning.filtered == 0 {
      tally.aggregates += 1
    } else {
      tally.filtered += 1
    }
  }

  /// The cell of a row in one view, or the flags that take it out.
  @inline(__always)
  private mutating func meaning(
    _ view: Int, _ base: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>
  ) throws -> UInt64 {
    while true {
      var bits: UInt64 = 0
      for number in views[view].slots {
        let column = unsafe slots[number].plan.column
        let text = unsafe field(column, base, starts)
        if let known = unsafe slots[number].table.find(text.start, text.length) {
          bits |= known
        } else {
          bits |= try unsafe learn(number, text.start, text.length)
        }
      }
      if bits & Meaning.stale == 0 { return bits }
    }
  }

  /// Whether two fields of a row hold the same text.
  private func isSame(
    _ columns: (reporter: Int, partner: Int), _ base: UnsafeRawPointer,
    _ starts: UnsafePointer<UInt32>
  ) -> Bool {
    let (left, right) = unsafe (
      field(columns.reporter, base, starts), field(columns.partner, base, starts)
    )
    return unsafe left.length == right.length && left.length > 0
      && memcmp(left.start, right.start, left.length) == 0
  }

  /// The bytes of one field, without the carriage return that may end a line.
  @inline(__always)
  func field(
    _ column: Int, _ base: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>
  ) -> (start: UnsafeRawPointer, length: Int) {
    let start = unsafe Int(starts[column])
    var length = unsafe Int(starts[column &+ 1]) &- 1 &- start
    if column == plan.width &- 1, length > 0,
      unsafe base[start &+ length &- 1] == UInt8(ascii: "\r")
    {
      length &-= 1
    }
    return unsafe (base + start, length)
  }
}

// MARK: - New texts

extension Worker {
  /// Judges a text that was not met before; `Meaning.stale` where that has moved the cells.
  mutating func learn(
    _ number: Int, _ start: UnsafeRawPointer, _ length: Int
  ) throws -> UInt64 {
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
    let slot = unsafe slots[number].plan
    // The text here and among the codes, and what stands beside it in tables.
    try budget.take(160 + 2 * length)
    let verdict = judge.judge(bytes, slot, plan.encoding)
    unsafe slots[number].verdicts.append(verdict)
    var needed = layout
    if case .codes(let codes) = verdict {
      for (code, dimension) in zip(codes, slot.codedDimensions) {
        needed = needed.widened(for: code, in: dimension)
      }
    }
    let isStale = needed != layout
    if isStale { try widen(to: needed) }
    let bits = bits(of: verdict, slot)
    unsafe slots[number].table.insert(start, length, bits: bits)
    return isStale ? Meaning.stale : bits
  }

  private mutating func widen(to needed: CellLayout) throws {
    guard needed.width <= CellLayout.limit else {
      throw TradeDataError(
        source.file.name, "the keys have too many distinct texts; ask for fewer keys with --by")
    }
    try store.relayout(
      from: layout, to: needed, end: layout.bits(judge.periods.count, in: 0))
    let (old, oldRows) = (layout, levelRows)
    layout = needed
    setLevels()
    for (code, rows) in oldRows.enumerated() where rows > 0 {
      levelRows[Int(old.translate(UInt64(code), to: needed))] += rows
    }
    for number in 0..<slotCount {
      let slot = unsafe slots[number].plan
      let verdicts = unsafe slots[number].verdicts
      unsafe slots[number].table.reassign { bits(of: verdicts[$0], slot) }
    }
    try setConstants()
  }

  private func bits(of verdict: Judge.Verdict, _ slot: Plan.Slot) -> UInt64 {
    switch verdict {
    case .codes(let codes):
      zip(codes, slot.codedDimensions).reduce(0) { $0 | layout.bits($1.0, in: $1.1) }
    case .filtered: Meaning.filtered
    case .elsewhere: Meaning.elsewhere
    case .aggregate: Meaning.aggregate
    case .rejected: Meaning.rejected
    }
  }

  private mutating func setLevels() {
    levelMask = 1 << UInt64(layout.levelWidth) - 1
    levelRows = Array(repeating: 0, count: 1 << layout.levelWidth)
  }

  /// Finds the bits that are the same in every row; new codes may widen the cells on the way.
  private mutating func setConstants() throws {
    for number in views.indices {
      var values: [(column: Int, bits: UInt64)] = []
      for value in views[number].plan.values {
        var codes = value.constants.map { constant in
          let code = judge.code(
            of: constant.text, in: constant.dimension, length: constant.length)
          return (code, constant.dimension)
        }
        if let period = value.period {
          switch judge.judge(period) {
          case .codes(let found): codes.append((found[0], 0))
          case .rejected(let expected):
            throw TradeDataError(
              source.file.name, "the column of \(period) cannot be used: expected \(expected)")
          case .filtered, .aggregate, .elsewhere: continue
          }
        }
        var needed = layout
        for (code, dimension) in codes { needed = needed.widened(for: code, in: dimension) }
        // The cells move, and these constants are set by the call that moves them.
        if needed != layout { return try widen(to: needed) }
        values.append((value.column, codes.reduce(0) { $0 | layout.bits($1.0, in: $1.1) }))
      }
      views[number].values = values
    }
    single = views.count == 1 && views[0].values.count == 1 ? views[0].values[0] : nil
  }
}

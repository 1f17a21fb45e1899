/// What the rows of one window are, while it is read column by column: the cell of each row in each
/// view, each of its values, and which rows are to be read by themselves.
@safe struct WindowRows: ~Copyable {
  private var cellMemory: UnsafeMutablePointer<UInt64>
  private var valueMemory: UnsafeMutablePointer<Int64>
  /// The rows that are to be read by themselves.
  private(set) var unusual: UnsafeMutablePointer<Int32>
  private var rows = 0
  private var views = 0
  private var values = 0

  init() {
    unsafe cellMemory = .allocate(capacity: 1)
    unsafe valueMemory = .allocate(capacity: 1)
    unsafe unusual = .allocate(capacity: 1)
  }

  deinit {
    unsafe cellMemory.deallocate()
    unsafe valueMemory.deallocate()
    unsafe unusual.deallocate()
  }

  /// Makes room for so many rows, views and columns of values.
  mutating func reserve(rows: Int, views: Int, values: Int) {
    if rows <= self.rows, views <= self.views, values <= self.values { return }
    self.rows = max(rows, self.rows)
    self.views = max(views, self.views)
    self.values = max(values, self.values)
    unsafe cellMemory.deallocate()
    unsafe valueMemory.deallocate()
    unsafe unusual.deallocate()
    unsafe cellMemory = .allocate(capacity: self.rows * self.views)
    unsafe valueMemory = .allocate(capacity: self.rows * self.values)
    unsafe unusual = .allocate(capacity: self.rows)
  }

  /// The cell of each row in a view.
  func cells(_ view: Int) -> UnsafeMutablePointer<UInt64> { unsafe cellMemory + view * rows }

  /// Each row's value in a column of values, told by its number among them.
  func values(_ number: Int) -> UnsafeMutablePointer<Int64> { unsafe valueMemory + number * rows }
}

import Consistency
import Exact
import Testing

@testable import Reporting

@Suite struct IntervalDrawingTests {
  private func drawing(_ stated: Interval, _ allowed: Interval) throws -> String {
    let printed = try #require(PrintedDecimal("110"))
    return IntervalDrawing(
      stated: stated, allowed: allowed,
      figure: Figure(printed: printed, unit: "percent", interval: stated), id: "c1"
    ).svg()
  }

  @Test func theDrawingSaysWhatItShows() throws {
    let svg = try drawing(Interval(109, 111), Interval(99, 101))
    #expect(
      svg.contains("<title id=\"c1-title\">stated 109.0 to 111.0 %, 8.0 too high</title>"))
    #expect(svg.contains("<desc id=\"c1-desc\">the others allow 99.0 to 101.0 %</desc>"))
    // From 99 to 111 the axis has 312 units between margins of 24: 26 a percent.
    #expect(svg.contains("<rect class=\"stated\" x=\"284.0\" y=\"19\" width=\"52.0\""))
    #expect(svg.contains("<rect class=\"allowed\" x=\"24.0\" y=\"34\" width=\"52.0\""))
    #expect(svg.contains("<line class=\"gap\" x1=\"76.0\" y1=\"31\" x2=\"284.0\" y2=\"31\"/>"))
  }

  @Test func anEndWithoutBoundReachesTheEdgeWithAnArrow() throws {
    let svg = try drawing(
      Interval(109, 111), Interval(lower: .closed(150), upper: .unbounded))
    #expect(svg.contains("too low"))
    #expect(svg.contains("class=\"arrow\" d=\"M353 31 L360 38 L353 46\""))
  }

  @Test func intervalsThatTouchAtAnOpenEndJustMiss() throws {
    let svg = try drawing(
      Interval(lower: .open(101), upper: .closed(111)), Interval(99, 101))
    #expect(svg.contains("just too high"))
    #expect(!svg.contains("class=\"gap\""))
  }

  @Test func whereNothingOrEverythingIsAllowedThereIsNoDrawing() throws {
    #expect(try drawing(Interval(109, 111), .everything).isEmpty)
    #expect(try drawing(Interval(109, 111), Interval(5, 4)).isEmpty)
  }

  @Test func singlePointHasABarThatCanBeSeen() throws {
    let svg = try drawing(Interval(110, 110), Interval(110, 110))
    #expect(svg.contains("width=\"3.0\""))
  }
}

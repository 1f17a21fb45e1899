/// How much a request may ask of the server; what goes beyond is refused with a reason.
public struct Limits: Sendable {
  /// Bytes of the request line and the headers.
  public var headBytes = 16 << 10
  /// Bytes of a release, a page or a table to check.
  public var checkBytes = 4 << 20
  /// Bytes of trade data to analyse.
  public var analyzeBytes = 64 << 20
  /// Seconds in which the request line and the headers must be there.
  public var headSeconds = 10.0
  /// Seconds in which the body must be there.
  public var bodySeconds = 60.0
  /// Seconds that the work may take.
  public var workSeconds = 120.0
  /// Seconds that a connection may wait for its next request.
  public var idleSeconds = 60.0
  /// Connections at the same time.
  public var connections = 128
  /// Requests that wait for their turn.
  public var waiting = 64

  /// The limits above.
  public init() {}
}

/// Ways of counting that make other quantities of the same trade; a figure and its base share theirs.
enum WayOfCounting {
  static let adjusted = "seasonally adjusted"
  static let volume = "in real terms"
  static let all: Set<String> = [adjusted, volume]
}

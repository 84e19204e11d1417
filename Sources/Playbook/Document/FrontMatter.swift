/// What stands between the `---` lines at the head of a document.
public struct FrontMatter: Sendable {
  public var id: String?
  public var title: String?
  public var language: Language?
  public var owner: String?
  public var vocabulary: [String] = []
  public var startsOn: [String] = []
  public var channels: [String] = []
  public var invariants: [String] = []
  public var timeLimit: TimeAmount?
  public var quietHours: QuietHours?
  public var zone: TimeZoneOffset = .china
  public var calendar: String?
}

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
  /// False for a playbook that somebody has to switch on before it may open cases.
  public var isEnabled = true
  public var timeLimit: TimeAmount?
  public var quietHours: QuietHours?
  public var zone: TimeZoneOffset = .china
  /// The calendar's files, each laid over those before it.
  public var calendar: [String] = []
}

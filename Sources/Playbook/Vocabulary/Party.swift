/// Someone a case deals with: the customer, the merchant, a rider, an agent; or an order of persons to try one after another.
public struct Party: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  /// The channel used when a step names none.
  public let channel: ChannelName?
  /// For a party that stands for several persons: whom to try, in order. Empty for one person.
  public let ladder: [Rung]
  public let place: Place

  /// One of the persons a party stands for.
  public struct Rung: Hashable, Sendable {
    public let party: ID
    /// Tried only when this holds, e.g. only when the numbers differ.
    public let condition: Condition?

    public init(party: ID, condition: Condition? = nil) {
      self.party = party
      self.condition = condition
    }
  }
}

/// The name of a way to reach someone. Which provider stands behind it is configuration.
public enum ChannelName: String, Hashable, Sendable, Codable, CaseIterable {
  case online, phone, sms, privacyNumber = "privacy-number", im, wechat, app, email

  /// Names a document may use, the first one shown.
  public var labels: [String] {
    switch self {
    case .online: ["在线", "online", "在线侧", "chat"]
    case .phone: ["电话", "phone", "电话侧", "外呼", "call"]
    case .sms: ["短信", "sms", "SMS"]
    case .privacyNumber: ["隐私号", "privacy number"]
    case .im: ["IM", "im", "站内消息"]
    case .wechat: ["微信", "wechat", "公众号"]
    case .app: ["App 推送", "app", "app push", "推送"]
    case .email: ["邮件", "email", "e-mail"]
    }
  }

  public init?(label: some StringProtocol) {
    let wanted = normalized(label)
    guard let found = Self.allCases.first(where: { $0.labels.contains { normalized($0) == wanted } || $0.rawValue == wanted }) else { return nil }
    self = found
  }

  /// Whether words are read there. On the others somebody is called, and hears them.
  public var carriesText: Bool {
    switch self {
    case .phone, .privacyNumber: false
    case .online, .sms, .im, .wechat, .app, .email: true
    }
  }

  /// How a person calls the channel.
  public func name(in language: Language) -> String {
    language == .chinese ? labels[0] : rawValue
  }
}

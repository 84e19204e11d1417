/// Whom money moves between. The accounts are the same in every playbook, so that sums over many cases mean one thing.
public enum Account: String, Hashable, Sendable, Codable, CaseIterable {
  case customer, merchant, rider, carrier, platform

  public var labels: [String] {
    switch self {
    case .customer: ["用户", "顾客", "消费者", "买家", "customer"]
    case .merchant: ["商家", "店铺", "merchant", "shop"]
    case .rider: ["骑手", "配送员", "rider", "courier"]
    case .carrier: ["承运方", "快递公司", "快递", "物流公司", "物流", "配送方", "carrier"]
    case .platform: ["平台", "platform"]
    }
  }

  public init?(label: some StringProtocol) {
    let wanted = normalized(label)
    guard let found = Self.allCases.first(where: { account in account.labels.contains { normalized($0) == wanted } }) else { return nil }
    self = found
  }

  public func name(in language: Language) -> String { language.words(labels[0], rawValue) }
}

/// What is moved, and what one of its units is.
public enum MoneyUnit: String, Hashable, Sendable, Codable, CaseIterable {
  /// In fen, a hundredth of a yuan.
  case cny = "CNY"
  /// Points 米粒, whole ones.
  case points
  /// Coupons by what they are worth, in fen.
  case coupons

  var labels: [String] {
    switch self {
    case .cny: ["元", "人民币", "CNY", "yuan", "RMB"]
    case .points: ["米粒", "粒", "积分", "points", "point"]
    case .coupons: ["优惠券", "券", "代金券", "coupons", "coupon"]
    }
  }

  init?(label: some StringProtocol) {
    let wanted = normalized(label)
    guard let found = Self.allCases.first(where: { unit in unit.labels.contains { normalized($0) == wanted } }) else { return nil }
    self = found
  }

  /// `200 元`, `30 粒` in the smallest unit; nil when it is no amount of this kind, or less than nothing.
  func amount(_ text: some StringProtocol) -> Int64? {
    var text = String(text)[...].trimmed.withoutDigitGroups
    switch self {
    case .cny, .coupons:
      if self == .coupons, text.hasSuffix("券") { text = text.dropLast().trimmed }
      let money = Fact(id: "", labels: [], type: .money, sources: [], freshFor: nil, isPersonal: false, place: .start)
      guard case .money(let fen)? = money.value(text), fen >= 0 else { return nil }
      return fen
    case .points:
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let unit = text[digits.endIndex...].trimmed
      guard unit.isEmpty || labels.contains(where: { normalized($0) == normalized(unit) }) else { return nil }
      return Int64(digits)
    }
  }

  /// An amount as a person writes it.
  public func words(_ amount: Int64, in language: Language) -> String {
    switch self {
    case .points: return language.words("\(amount) 粒米粒", "\(amount) points")
    case .cny, .coupons:
      let rest = abs(amount % 100)
      let yuan = "\(amount < 0 ? "-" : "")\(abs(amount / 100))" + (rest == 0 ? "" : ".\(rest < 10 ? "0" : "")\(rest)")
      return self == .cny ? language.words("\(yuan) 元", "¥\(yuan)") : language.words("\(yuan) 元优惠券", "¥\(yuan) in coupons")
    }
  }
}

/// What an action of the kind money moves, between whom, and what limits it.
public struct MoneyTerms: Hashable, Sendable {
  public let payer: Payer
  public let to: Account
  public let amount: Amount
  public let unit: MoneyUnit
  /// What one posting may be at most, in the unit's smallest part; nil for no limit.
  public let mostEach: Int64?
  /// What all postings of the action may be together in one case.
  public let mostPerCase: Int64?
  /// What it may be together over all cases.
  public let budget: Budget?
  /// In ascending order; empty when nobody has to approve.
  public let bands: [ApprovalBand]

  /// Whose account is charged.
  public enum Payer: Hashable, Sendable {
    case account(Account)
    /// Those whom the ruling that stands names, by their shares.
    case ruling
  }

  /// How much: as the document says, or as a fact does.
  public enum Amount: Hashable, Sendable {
    case fact(Fact.ID)
    case fixed(Int64)
  }

  /// What may be spent in a period over all cases.
  public struct Budget: Hashable, Sendable {
    public let most: Int64
    public let period: Period

    /// How long a budget lasts.
    public enum Period: String, Hashable, Sendable, Codable { case day, month }
  }

  /// Up to an amount, these roles have to approve, one after another, each by another person.
  public struct ApprovalBand: Hashable, Sendable {
    /// Nil: however much.
    public let upTo: Int64?
    public let roles: [String]
  }

  /// The roles that have to approve an amount; nil when it lies above every band, and so is never paid.
  public func roles(approving amount: Int64) -> [String]? {
    guard !bands.isEmpty else { return [] }
    return bands.first { amount <= $0.upTo ?? .max }?.roles
  }
}

/// Who has to answer for what happened, and in which shares.
public struct RulingTerms: Hashable, Sendable {
  /// Per cent, together 100.
  public let shares: [Account: Int]
  public let isProvisional: Bool
  /// The standard of evidence it rests on.
  public let standard: String?
  /// The role that has to approve it.
  public let approver: String?
  /// Facts that are so with it.
  public let settings: [FactSetting]
}

/// What is got back from somebody after it was paid to the customer.
public struct Recovery: Hashable, Sendable {
  public let from: Account
  public let within: Allowance
  /// Who bears it when it isn't got back in time.
  public let otherwise: Account
  public let owner: Party.ID?
  /// What shows that it was got back: an event, or a condition on facts.
  public let keptBy: NamedEvent.ID?
  public let keptWhen: Condition?
  /// What shows that it never will be.
  public let lostWhen: Condition?
}

/// The answers of a step whose money or ruling was held back.
public enum HeldBackAnswer {
  public static let notApproved = "not-approved"
  public static let overLimit = "over-limit"
  public static let approved = "approved"
  static let notApprovedLabels = ["未批准", "不批准", "not approved", "refused"]
  static let overLimitLabels = ["超限", "超出上限", "超预算", "over limit", "over the limit"]
  static let approvedLabels = ["批准", "已批准", "approved"]
}

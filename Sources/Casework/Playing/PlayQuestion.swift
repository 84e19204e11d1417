public import Playbook

/// What a person who plays a case is asked next, and what each answer does.
public struct PlayQuestion: Sendable {
  /// One answer that can be chosen.
  public struct Choice: Sendable {
    public let label: String
    public let does: Signal.Content
    public let sender: Sender
  }

  public let text: String
  /// What to say or note while doing it.
  public internal(set) var hints: [String] = []
  /// What may be typed besides the choices, for whoever types.
  public internal(set) var typing: [String] = []
  public internal(set) var choices: [Choice] = []
  /// Taken for an empty answer.
  public internal(set) var usual: Int?
  /// A fact whose values aren't a list: anything it can be is an answer.
  public internal(set) var openFact: Fact?
  public internal(set) var task: OpenTask?
  public internal(set) var effect: Effect?
  /// Only the clock moves on.
  public internal(set) var waitsFor: CaseTimer?
  /// Whether the step's alternatives say more than the choices do.
  public internal(set) var showsAlternatives = true
  /// The player's.
  let language: Language

  public init(_ text: String, language: Language) {
    self.text = text
    self.language = language
  }

  /// A question about the case as a whole.
  public init(_ text: String, labels: [String], usual: Int, language: Language) {
    self.init(text, language: language)
    choices = labels.map { Choice(label: $0, does: .facts([]), sender: .platform) }
    self.usual = usual
  }

  /// What the platform tells of the order, asked for when it is needed. The last choice is that it doesn't tell.
  public init(orderSignal fact: Fact, now: Instant, zone: TimeZoneOffset, language: Language) {
    let words = (fact.values ?? []).map { fact.words(for: $0, in: language) }
    var isText = false
    if case .text = fact.type { isText = true }
    let unknown = language.words("平台没有说", "the platform doesn't tell")
    self.init(
      language.words("订单信号：\(fact.name)？", "Order signal: \(fact.name)?"), labels: isText ? [] : words + [unknown], usual: words.count, language: language)
    guard fact.values == nil else { return }
    openFact = fact
    let examples = PlayValues(now: now, zone: zone, language: language).examples(of: fact)
    let instead = isText ? language.words("（回车：用名称代替）", " (Enter: its name does)") : ""
    typing = [language.words("写：", "Write: ") + examples + instead]
  }

  /// Nil when nothing is left to be asked.
  public init?(_ session: PlaySession, language: Language) {
    guard let state = session.state, state.phase != .closed else { return nil }
    let plan = session.plan
    if state.incident != nil {
      self.init(incidentOf: state, plan: plan, language)
    } else if let task = state.tasks.values.min(by: { $0.id < $1.id }) {
      self.init(task: task, session: session, language)
    } else if let effect = state.effects.values.min(by: { $0.key < $1.key }) {
      self.init(effect: effect, plan: plan, language)
    } else if let timer = session.nextWait {
      self.init(timer: timer, state: state, plan: plan, language)
    } else {
      return nil
    }
  }

  /// Who plays, as the case knows them.
  public static func agent(_ language: Language) -> Sender { .person(name: language.words("本人", "you"), role: language.words("客服", "agent")) }
}

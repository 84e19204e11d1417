import Casework
import Playbook

/// What a person who plays a case is asked next, and what each answer does.
struct PlayQuestion {
  struct Choice {
    let label: String
    let does: Signal.Content
    let sender: Sender
  }

  let text: String
  /// What to say or note while doing it.
  var hints: [String] = []
  var choices: [Choice] = []
  /// Taken for an empty answer.
  var usual: Int?
  /// A fact whose values aren't a list: anything it can be is an answer.
  var openFact: Fact?
  var task: OpenTask?
  var effect: Effect?
  /// Only the clock moves on.
  var waitsFor: CaseTimer?
  /// Whether the step's alternatives say more than the choices do.
  var showsAlternatives = true

  init(_ text: String) { self.text = text }

  /// A question about the case as a whole.
  init(_ text: String, labels: [String], usual: Int) {
    self.init(text)
    choices = labels.map { Choice(label: $0, does: .facts([]), sender: .platform) }
    self.usual = usual
  }

  /// What the platform tells of the order, asked for when it is needed.
  init(orderSignal fact: Fact, _ values: PlayValues) {
    let words = (fact.values ?? []).map { fact.words(for: $0, in: tongue) }
    var isText = false
    if case .text = fact.type { isText = true }
    let unknown = say("平台没有说", "the platform doesn't tell")
    self.init(say("订单信号：\(fact.name)？", "Order signal: \(fact.name)?"), labels: isText ? [] : words + [unknown], usual: words.count)
    if fact.values == nil { hints = [say("写：", "Write: ") + values.examples(of: fact) + (isText ? say("（回车：用名称代替）", " (Enter: its name does)") : "")] }
  }

  /// Nil when nothing is left to be asked.
  init?(_ session: PlaySession) {
    guard let state = session.state, state.phase != .closed else { return nil }
    let plan = session.plan
    if state.incident != nil {
      self.init(incidentOf: state, plan: plan)
    } else if let task = state.tasks.values.min(by: { $0.id < $1.id }) {
      self.init(task: task, session: session)
    } else if let effect = state.effects.values.min(by: { $0.key < $1.key }) {
      self.init(effect: effect, plan: plan)
    } else if let timer = session.nextWait {
      self.init(timer: timer, state: state, plan: plan)
    } else {
      return nil
    }
  }

  static let agent = Sender.person(name: say("本人", "you"), role: say("客服", "agent"))

  /// The choice that an answer names: by number, by label, empty for the usual one.
  func index(of answer: String) -> Int? {
    if answer.isEmpty { return usual.flatMap { choices.indices.contains($0) ? $0 : nil } }
    if let number = Int(answer.narrowed) { return choices.indices.contains(number - 1) ? number - 1 : nil }
    let wanted = answer.narrowed.lowercased()
    return choices.firstIndex { $0.label.narrowed.lowercased() == wanted }
  }
}

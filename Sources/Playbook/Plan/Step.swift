/// One thing of a procedure to do, as the engine runs it. Steps stand in a flat list and name each other by id.
///
/// A class because the engine hands steps about all the time, and never changes one: a reference costs a tenth of a copy.
public final class Step: Sendable {
  /// Stays the same while the sentence and the sentences above it stay the same.
  public typealias ID = String

  public let id: ID
  public let sentence: Sentence
  public let kind: StepKind
  /// The alternatives that follow from this step's answer, in document order.
  public let branches: [Branch]
  /// What runs when the branch that was taken has ended, or when there is none: its own plain children, or what stands after it. Nil at the end of the procedure.
  public let next: ID?
  /// Runs only in cases on one of these channels; empty for all.
  public let channels: [ChannelName]
  /// Where the engine goes on when the step is not for the case's channel: past everything below it.
  public let past: ID?
  /// Guidance shown at the step, never executed.
  public let notes: [Sentence]
  /// Wording offered at the step: what to say in its call, or to whoever does it by hand.
  public let sayings: [Saying]
  /// The step whose sentence it hangs below, and the alternative of that step it belongs to, if to one.
  public let parent: ID?
  public let under: Branch.ID?
  /// How deep the sentence stands, 0 at the top.
  public let depth: Int
  /// The facts that the step's choice stands on, each once.
  public let decisiveFacts: [Fact.ID]

  init(
    id: ID, sentence: Sentence, kind: StepKind, branches: [Branch], next: ID?, channels: [ChannelName], past: ID?, notes: [Sentence], sayings: [Saying],
    parent: ID?, under: Branch.ID?, depth: Int
  ) {
    self.id = id
    self.sentence = sentence
    self.kind = kind
    self.branches = branches
    self.next = next
    self.channels = channels
    self.past = past
    self.notes = notes
    self.sayings = sayings
    self.parent = parent
    self.under = under
    self.depth = depth
    var facts: [Fact.ID] = []
    switch kind {
    case .decide(let fact), .ask(_, let fact, _): facts.append(fact)
    default: break
    }
    for fact in branches.flatMap(\.condition.facts) where !facts.contains(fact) { facts.append(fact) }
    decisiveFacts = facts
  }
}

/// A sentence of a document: what everything that happens is traced to.
public struct Sentence: Hashable, Sendable {
  public let text: String
  /// Path of the document.
  public let file: String
  public let place: Place
}

/// One alternative of a step.
public struct Branch: Sendable {
  public typealias ID = String

  public let id: ID
  public let sentence: Sentence
  public let condition: Condition
  public internal(set) var first: Step.ID?
}

/// Wording of a step, spoken by it or offered at it.
public struct Saying: Hashable, Sendable {
  public let sentence: Sentence
  /// A declared message, or the words as they stand.
  public let message: Message.ID?
  public let wording: Wording
  public let channels: [ChannelName]
}

/// What the engine does at a step.
public enum StepKind: Sendable {
  /// Chooses a branch by facts. The fact in question is named first.
  case decide(Fact.ID)
  case act(ActionCall)
  case contact(ContactTerms)
  /// Asks a party for a fact.
  case ask(Party.ID, Fact.ID, within: TimeAmount)
  case wait(WaitTerms)
  case say(Saying)
  /// From here on these actions are refused in the case.
  case never([Action.ID])
  case promise(PromiseTerms)
  case followUp(FollowUp.ID)
  /// Runs another procedure, then goes on.
  case call(Procedure.ID)
  case conclude(Conclusion)
  /// Says who is liable.
  case rule(RulingTerms)
  /// Takes the ruling that stands back, with all that stood on it.
  case overturn
  case goBack(to: Step.ID)
  /// Hands the case to a person, who says how it goes on.
  case handOff(role: String?)
  /// The compiler doesn't understand the sentence: a person does what it says, and chooses the branch.
  case manual(reading: Reading)
  /// Takes a branch on the answer that another step got, behind the children that stand between.
  case choose(on: Step.ID)
  /// Holds children together, does nothing itself.
  case group
}

/// What a manual sentence looks like, for the checks and for the person who does it.
public enum Reading: String, Sendable, Hashable {
  case decision, contact, action, wait, followUp, plain
}

/// An action with what the sentence passes to it.
public struct ActionCall: Hashable, Sendable {
  public let action: Action.ID
  /// By parameter id, as written.
  public let arguments: [String: String]
  /// From whom the money is got back behind it.
  public internal(set) var recovery: Recovery?
}

/// The contact primitive 联系: persons in order, each with the same number of attempts.
public struct ContactTerms: Hashable, Sendable {
  public let party: Party.ID
  public let ladder: [Party.Rung]
  public let channel: ChannelName
  public let attempts: Int
  public let pause: TimeAmount
  /// Told beforehand; nil when nobody is. The message itself is the step before.
  public let notice: ContactNotice?
}

/// How long a wait takes, and from when.
public struct WaitTerms: Hashable, Sendable {
  public let amount: Allowance
  /// The time-valued fact the amount runs from; nil when the document names none: from the arrival at the step.
  public let origin: Fact.ID?
}

/// An obligation somebody has towards the case. It runs beside the procedure.
public struct PromiseTerms: Hashable, Sendable {
  public let owner: Party.ID?
  public let within: Allowance
  public let text: String
  /// The event that shows it was kept, where the document names one.
  public let keptBy: NamedEvent.ID?
  /// Run when the time is over.
  public let otherwise: ActionCall?
  /// The role that takes over when the time is over, empty for any agent; nil when nobody is to.
  public internal(set) var takenOverBy: String?
}

/// What a procedure ends with.
public struct Conclusion: Hashable, Sendable {
  public let settings: [FactSetting]
  public let isProvisional: Bool
  /// The end of a follow-up that this names, if it does.
  public let outcome: String?
}

/// How contact can end, for one attempt and for the whole ladder.
public enum ContactOutcome: String, Hashable, Sendable, Codable, CaseIterable {
  case answered, refused, busy, off, noAnswer = "no-answer", wrongPerson = "wrong-person", machine, failed

  public var labels: [String] {
    switch self {
    case .answered: ["接通", "联系到", "联系到了", "能联系到", "已联系到", "联系上", "answered", "reached"]
    case .refused: ["拒接", "拒绝沟通", "挂断", "refused"]
    case .busy: ["占线", "忙线", "通话中", "busy"]
    case .off: ["关机", "停机", "不在服务区", "off", "switched off"]
    case .noAnswer: ["无人接听", "未接", "no answer"]
    case .wrongPerson: ["错号", "非本人", "wrong person", "wrong number"]
    case .machine: ["语音信箱", "机器接听", "machine", "voicemail"]
    case .failed: ["呼叫失败", "线路失败", "call failed"]
    }
  }

  /// How a person calls the outcome.
  public func name(in language: Language) -> String {
    language == .chinese ? labels[0] : rawValue.replacing("-", with: " ")
  }

  /// Everything but an answer: `联系不到`.
  public static let notReached: [ContactOutcome] = [.refused, .busy, .off, .noAnswer, .wrongPerson, .machine, .failed]
  public static let notReachedLabels = ["联系不到", "未联系到", "未接通", "没接通", "联系不上", "not reached", "unreached", "not reachable"]

  public init?(label: some StringProtocol) {
    let wanted = normalized(label)
    guard let found = Self.allCases.first(where: { $0.rawValue == wanted || $0.labels.contains { normalized($0) == wanted } }) else { return nil }
    self = found
  }
}

/// The answers of a wait, besides the names of awaited events.
public enum WaitAnswer {
  public static let expired = "expired"
  public static let labels = ["超时", "到时", "到期", "逾时", "expired", "time is up", "timeout"]
}

import Playbook

/// A playbook's procedures as they stand in the document: sentences below sentences, each with what it is and how it reads.
struct PlaybookOutline {
  struct Section {
    let anchor: String
    let heading: String
    let place: String
    let nodes: [Node]
  }

  /// A sentence or an alternative. No field is optional: a template would take an outer one's for it.
  struct Node {
    let anchor: String
    let id: String
    let text: String
    let line: String
    /// What it is, for the style.
    let kind: String
    let labels: [String]
    /// How it reads: what the desk does there.
    let meanings: [String]
    let links: [Link]
    let notes: [String]
    let sayings: [String]
    let lanes: [Lane]
  }

  struct Link {
    let target: String
    let words: String
  }

  /// What stands below a sentence: alternatives, of which one is taken, or sentences one after another.
  struct Lane {
    let isFork: Bool
    let nodes: [Node]
  }

  let sections: [Section]

  init(_ plan: Plan, _ language: Language) {
    let reading = StepReading(plan, language)
    sections = plan.procedures.map { procedure in
      Section(
        anchor: Self.anchor(ofProcedure: procedure.id), heading: procedure.title, place: procedure.file,
        nodes: SentenceDraft.roots(of: procedure).map { $0.node(reading) })
    }
  }

  static func anchor(_ id: String) -> String { "s-\(id)" }
  /// Ids of procedures are what documents are called: anchors may hold anything but blanks.
  static func anchor(ofProcedure id: Procedure.ID) -> String { "p-\(PlaybookPath.encoded(id))" }
}

/// A sentence while what stands below it is collected.
final class SentenceDraft {
  let id: String
  let sentence: Sentence
  let isAlternative: Bool
  private(set) var steps: [Step] = []
  private(set) var below: [SentenceDraft] = []

  private init(id: String, sentence: Sentence, isAlternative: Bool) {
    self.id = id
    self.sentence = sentence
    self.isAlternative = isAlternative
  }

  /// The sentences that stand below none.
  static func roots(of procedure: Procedure) -> [SentenceDraft] {
    var roots: [SentenceDraft] = []
    var places: [String: SentenceDraft] = [:]
    for step in procedure.steps {
      let own: SentenceDraft
      if let known = places[step.sentenceID] {
        own = known
      } else {
        own = SentenceDraft(id: step.sentenceID, sentence: step.sentence, isAlternative: false)
        places[own.id] = own
        if let parent = step.under.flatMap({ places[$0] }) ?? step.parent.flatMap({ places[Step.sentenceID(of: $0)] }) {
          parent.below.append(own)
        } else {
          roots.append(own)
        }
      }
      own.steps.append(step)
      for branch in step.branches where places[branch.id] == nil {
        let alternative = SentenceDraft(id: branch.id, sentence: branch.sentence, isAlternative: true)
        places[branch.id] = alternative
        own.below.append(alternative)
      }
    }
    return roots
  }

  /// Everything from here down, in document order, with how deep it stands.
  func flat(_ depth: Int = 0) -> [(draft: SentenceDraft, depth: Int)] { [(draft: self, depth: depth)] + below.flatMap { $0.flat(depth + 1) } }

  func node(_ reading: StepReading) -> PlaybookOutline.Node {
    var lanes: [(isFork: Bool, drafts: [SentenceDraft])] = []
    for one in below {
      if lanes.last?.isFork == one.isAlternative { lanes[lanes.count - 1].drafts.append(one) } else { lanes.append((one.isAlternative, [one])) }
    }
    let kinds = reading.kinds(of: self)
    return PlaybookOutline.Node(
      anchor: PlaybookOutline.anchor(id), id: id, text: sentence.text, line: "\(sentence.place.line)", kind: kinds.first?.name ?? "group",
      labels: (kinds.map(\.label) + reading.channels(of: self)).filter { !begins(with: $0) }, meanings: reading.meanings(of: self),
      links: reading.links(of: self),
      notes: notes, sayings: sayings, lanes: lanes.map { lane in .init(isFork: lane.isFork, nodes: lane.drafts.map { $0.node(reading) }) })
  }

  /// Whether the sentence says itself what it is.
  private func begins(with label: String) -> Bool { sentence.text.lowercased().hasPrefix(label.lowercased()) }

  /// Several steps of one sentence have the same.
  private var notes: [String] { steps.first?.notes.map(\.text) ?? [] }
  private var sayings: [String] { steps.first?.sayings.map { $0.wording.plainText } ?? [] }
}

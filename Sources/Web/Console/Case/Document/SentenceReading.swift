import Casework
import Playbook

/// Reads a procedure as the tree of sentences that it was written as, each marked by what happened at it.
struct SentenceReading {
  let plan: Plan
  let walk: CaseWalk
  let words: ConsoleWords
  let times: PageTimes
  /// The step that the case stands at; nil in a document that is only read.
  let here: Step.ID?
  /// Steps of procedures under way: here, and those that run the procedures below.
  let standing: Set<Step.ID>
  /// Tells sentences of one page apart.
  let prefix: String
  /// What people said that sentences were decided by, by their places.
  var answers: [String: [GivenAnswer]] = [:]

  private struct Line {
    let sentence: Sentence
    let depth: Int
    let kind: DocumentSentence.Kind
    let mark: DocumentSentence.Mark
    let walked: CaseWalk.Mark?
  }

  /// - Parameters:
  ///   - isOver: nothing of it will be walked any more.
  ///   - first: the number of its first sentence on the page.
  ///   - doing: what is to be done where the case stands.
  func sentences(of procedure: Procedure, isOver: Bool, from first: Int, _ doing: StandingView?) -> [DocumentSentence] {
    let lines = lines(of: procedure, isOver: isOver)
    var tree = Tree()
    for (offset, line) in lines.enumerated() {
      var sentence = sentence(line, number: first + offset)
      if line.mark == .here, let doing { sentence.standing = [doing] }
      if line.mark == .done, line.kind == .step, let given = answers[sentence.place] { sentence.answers = given }
      tree.put(sentence, depth: line.depth)
    }
    return tree.closed()
  }

  private func sentence(_ line: Line, number: Int) -> DocumentSentence {
    let stamp = line.walked.map { times.stamp($0.last) }
    let count = line.walked?.count ?? 0
    return DocumentSentence(
      anchor: "\(prefix)-\(number)", place: Self.place(line.sentence), text: line.sentence.text, kind: line.kind, mark: line.mark,
      markWords: words.text("case-mark-\(line.mark.rawValue)"), often: count > 1 ? words.text("case-often", ["count": String(count)]) : "",
      time: stamp?.text ?? "", iso: stamp?.iso ?? "")
  }

  static func place(_ sentence: Sentence) -> String { "\(sentence.file):\(sentence.place.line)" }

  // MARK: lines

  /// In document order, each once: a sentence with several actions is several steps.
  private func lines(of procedure: Procedure, isOver: Bool) -> [Line] {
    var passed: [Step.ID: Bool] = [:]
    var found: [Int: Line] = [:]
    func put(_ line: Line) {
      let place = line.sentence.place.line
      // Of several steps of a sentence the one that says most stands for it.
      if let known = found[place], known.mark.weight >= line.mark.weight { return }
      found[place] = line
    }
    for step in procedure.steps {
      let isPassed = isPassed(step, &passed)
      put(Line(sentence: step.sentence, depth: step.depth, kind: .step, mark: mark(step, isPassed, isOver), walked: walk.steps[step.id]))
      // Notes and wording go as their step does.
      let aside: DocumentSentence.Mark = isPassed || isOver && walk.steps[step.id] == nil ? .passed : .ahead
      for note in step.notes { put(Line(sentence: note, depth: step.depth + 1, kind: .note, mark: aside, walked: nil)) }
      for saying in step.sayings { put(Line(sentence: saying.sentence, depth: step.depth + 1, kind: .saying, mark: aside, walked: nil)) }
      for branch in step.branches {
        put(
          Line(
            sentence: branch.sentence, depth: step.depth + 1, kind: .alternative, mark: mark(branch, of: step, isPassed, isOver),
            walked: walk.branches[branch.id]))
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private func mark(_ step: Step, _ isPassed: Bool, _ isOver: Bool) -> DocumentSentence.Mark {
    if step.id == here { return .here }
    if standing.contains(step.id) { return .within }
    if walk.steps[step.id] != nil { return .done }
    return isPassed || isOver || walk.passed.contains(step.id) ? .passed : .ahead
  }

  private func mark(_ branch: Branch, of step: Step, _ isPassed: Bool, _ isOver: Bool) -> DocumentSentence.Mark {
    if walk.branches[branch.id] != nil { return .done }
    return isPassed || isOver || isChosen(step) ? .passed : .ahead
  }

  /// Whether a step has made its choice: not while the case stands at it again.
  private func isChosen(_ step: Step) -> Bool { walk.decided.contains(step.id) && !standing.contains(step.id) }

  /// Whether it hangs below an alternative that wasn't taken.
  private func isPassed(_ step: Step, _ known: inout [Step.ID: Bool]) -> Bool {
    if let answer = known[step.id] { return answer }
    guard let parent = step.parent.flatMap(plan.step) else { return false }
    // The choice may stand behind the children of its sentence, as a step of its own.
    let chosen = isChosen(parent) || plan.step(parent.id + "+").map(isChosen) ?? false
    let answer = step.under.map { chosen && walk.branches[$0] == nil } ?? false || walk.passed.contains(parent.id) || isPassed(parent, &known)
    known[step.id] = answer
    return answer
  }

  // MARK: tree

  /// Puts each sentence below the last one that stands less deep.
  private struct Tree {
    private var open: [(depth: Int, sentence: DocumentSentence)] = []
    private var roots: [DocumentSentence] = []

    mutating func put(_ sentence: DocumentSentence, depth: Int) {
      close(downTo: depth)
      open.append((depth, sentence))
    }

    mutating func closed() -> [DocumentSentence] {
      close(downTo: -1)
      return roots
    }

    private mutating func close(downTo depth: Int) {
      while let last = open.last, last.depth >= depth {
        open.removeLast()
        if open.isEmpty { roots.append(last.sentence) } else { open[open.count - 1].sentence.children.append(last.sentence) }
      }
    }
  }
}

extension DocumentSentence.Mark {
  fileprivate var weight: Int {
    switch self {
    case .here: 4
    case .within: 3
    case .done: 2
    case .ahead: 1
    case .passed: 0
    }
  }
}

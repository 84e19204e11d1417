import Casework
import Playbook

/// Shows a case as the document: what was done, where it stands, what was passed.
struct PlayScreen {
  let session: PlaySession

  private var visited: Set<Step.ID> { Set(session.state?.visits.keys.map { $0 } ?? []) }

  private var taken: Set<Branch.ID> {
    Set(session.events.compactMap { if case .decided(let decided) = $0.kind { decided.branch } else { nil } })
  }

  /// A long sentence above the cursor is cut to this width, in terminal cells.
  private static let width = 100

  /// Every sentence of the procedures that the case has been in, with marks: ✓ done, ▶ here.
  var document: [String] { sentences { _ in true } }

  /// The way the case took, without what it passed.
  var walked: [String] { sentences { $0 } }

  private func sentences(_ isShown: (_ wasWalked: Bool) -> Bool) -> [String] {
    let entered = session.events.compactMap { event -> Procedure.ID? in
      if case .procedureEntered(let entered) = event.kind { return entered.procedure }
      return nil
    }
    var shown: Set<Procedure.ID> = []
    return entered.filter { shown.insert($0).inserted }.compactMap(session.plan.procedure).flatMap { procedure in
      [Terminal.bold("── \(procedure.title)")] + lines(of: procedure, isShown)
    }
  }

  private func lines(of procedure: Procedure, _ isShown: (Bool) -> Bool) -> [String] {
    let here = Set(session.state?.frames.compactMap(\.step) ?? [])
    var lines: [(line: Int, text: String)] = []
    func add(_ sentence: Sentence, depth: Int, isHere: Bool, wasWalked: Bool) {
      guard isShown(wasWalked || isHere) else { return }
      let mark = isHere ? Terminal.cyan("▶ ") : wasWalked ? Terminal.green("✓ ") : "  "
      lines.append((sentence.place.line, mark + indent(depth) + sentence.text))
    }
    for step in procedure.steps {
      add(step.sentence, depth: step.depth, isHere: here.contains(step.id), wasWalked: visited.contains(step.id))
      for branch in step.branches { add(branch.sentence, depth: step.depth + 1, isHere: false, wasWalked: taken.contains(branch.id)) }
    }
    // A sentence with several actions stands once.
    var seen: Set<Int> = []
    return lines.sorted { $0.line < $1.line }.filter { seen.insert($0.line).inserted }.map(\.text)
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  /// The sentences around the cursor: the procedure, those above it, itself, and its alternatives.
  func window(showingAlternatives: Bool) -> [String] {
    guard let frame = session.state?.frames.last, let step = frame.step.flatMap(session.plan.step) else { return [] }
    var above: [String] = []
    var current: Step? = step.parent.flatMap(session.plan.step)
    var under = step.under
    while let parent = current {
      if let branch = parent.branches.first(where: { $0.id == under }) { above.append(indent(parent.depth + 1) + branch.sentence.text) }
      above.append(indent(parent.depth) + parent.sentence.text)
      under = parent.under
      current = parent.parent.flatMap(session.plan.step)
    }
    let file = step.sentence.file.split(separator: "/").last.map(String.init) ?? step.sentence.file
    let title = session.plan.procedure(frame.procedure)?.title ?? ""
    return [Terminal.dim("── \(title)  \(file):\(step.sentence.place.line)")]
      + above.reversed().map { Terminal.green("✓ ") + Terminal.dim(clipped($0, to: Self.width)) }
      + [Terminal.cyan("▶ ") + indent(step.depth) + Terminal.bold(step.sentence.text)]
      + (showingAlternatives ? step.branches.map { "  " + indent(step.depth + 1) + Terminal.dim($0.sentence.text) } : [])
  }
}

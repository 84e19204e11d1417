import Casework
import Playbook

/// Shows a case as the document: what was done, where it stands, what was passed.
struct PlayScreen {
  let session: PlaySession

  private var visited: Set<Step.ID> { Set(session.state?.visits.keys.map { $0 } ?? []) }

  private var taken: Set<Branch.ID> {
    Set(session.events.compactMap { if case .decided(let decided) = $0.kind { decided.branch } else { nil } })
  }

  /// Every sentence of the procedures that the case has been in, with marks: ✓ done, ▶ here.
  var document: [String] {
    let entered = session.events.compactMap { event -> Procedure.ID? in
      if case .procedureEntered(let entered) = event.kind { return entered.procedure }
      return nil
    }
    var shown: Set<Procedure.ID> = []
    return entered.filter { shown.insert($0).inserted }.compactMap(session.plan.procedure).flatMap { procedure in
      [Terminal.bold("── \(procedure.title)")] + lines(of: procedure)
    }
  }

  private func lines(of procedure: Procedure) -> [String] {
    let here = Set(session.state?.frames.compactMap(\.step) ?? [])
    var lines: [(line: Int, text: String)] = []
    for step in procedure.steps {
      let mark = here.contains(step.id) ? Terminal.cyan("▶ ") : visited.contains(step.id) ? Terminal.green("✓ ") : "  "
      lines.append((step.sentence.place.line, mark + indent(step.depth) + step.sentence.text))
      for branch in step.branches {
        let mark = taken.contains(branch.id) ? Terminal.green("✓ ") : "  "
        lines.append((branch.sentence.place.line, mark + indent(step.depth + 1) + branch.sentence.text))
      }
    }
    // A sentence with several actions stands once.
    var seen: Set<Int> = []
    return lines.sorted { $0.line < $1.line }.filter { seen.insert($0.line).inserted }.map(\.text)
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  /// The sentences around the cursor: those above it, itself, and its alternatives.
  var window: [String] {
    guard let step = session.state?.frames.last?.step.flatMap(session.plan.step) else { return [] }
    var above: [String] = []
    var current: Step? = step.parent.flatMap(session.plan.step)
    var under = step.under
    while let parent = current {
      if let branch = parent.branches.first(where: { $0.id == under }) { above.append(indent(parent.depth + 1) + branch.sentence.text) }
      above.append(indent(parent.depth) + parent.sentence.text)
      under = parent.under
      current = parent.parent.flatMap(session.plan.step)
    }
    let place = Terminal.dim("  (\(step.sentence.file):\(step.sentence.place.line))")
    return above.reversed().map { Terminal.green("✓ ") + $0 } + [Terminal.cyan("▶ ") + indent(step.depth) + Terminal.bold(step.sentence.text) + place]
      + step.branches.map { "  " + indent(step.depth + 1) + $0.sentence.text }
  }
}

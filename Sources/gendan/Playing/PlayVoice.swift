import Casework
import Playbook

/// Where the conversation of `gendan play` is shown.
enum PlayVoice {
  case aloud
  /// On the error output, because the answer proper goes to the standard output.
  case aside
  case silent

  func write(_ text: String) {
    switch self {
    case .aloud: Terminal.write(text)
    case .aside: Terminal.writeError(text)
    case .silent: break
    }
  }

  /// Before an answer that is typed.
  func prompt() { if self == .aloud { Terminal.prompt("> ") } }
  /// An answer that nobody typed.
  func echo(_ answer: String) { write(answer) }

  func ask(_ question: PlayQuestion) {
    write(Terminal.bold(question.text))
    for hint in question.typing + question.hints { write("  " + hint) }
    let width = String(question.choices.count).count
    for (index, choice) in question.choices.enumerated() {
      let number = String(repeating: " ", count: width - String(index + 1).count) + String(index + 1)
      write("  \(Terminal.cyan(number)) \(choice.label)" + (question.usual == index ? Terminal.dim(say("（回车）", " (Enter)")) : ""))
    }
  }

  /// What the question before or behind it says, too.
  static func isAskedAnyway(_ event: Event, _ state: Case?) -> Bool {
    switch event.kind {
    case .taskOpened(let task): state?.tasks[task.id] != nil
    case .effectPlanned(let effect): state?.effects[effect.key] != nil
    case .taskDone: true
    case .incidentRaised: state?.incident != nil
    default: false
    }
  }
}

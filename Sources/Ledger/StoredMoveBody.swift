import Casework
import Playbook

/// A signal that takes a case to another version, as it is stored.
struct MoveBody: Codable {
  let manner: Manner
  let step: Step.ID?
  let to: String

  enum Manner: String, Codable {
    case byItself = "by-itself"
    case toStep = "to-step"
    case handOver = "hand-over"
    case back
  }

  init(to version: String, _ manner: MoveManner) {
    to = version
    var step: Step.ID?
    switch manner {
    case .byItself: self.manner = .byItself
    case .toStep(let target):
      self.manner = .toStep
      step = target
    case .handOver: self.manner = .handOver
    case .back: self.manner = .back
    }
    self.step = step
  }

  var content: Signal.Content {
    switch manner {
    case .byItself: .move(to: to, .byItself)
    case .toStep: .move(to: to, .toStep(step ?? ""))
    case .handOver: .move(to: to, .handOver)
    case .back: .move(to: to, .back)
    }
  }
}

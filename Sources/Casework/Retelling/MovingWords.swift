import Playbook

extension Retelling {
  func moved(_ moved: Moved) -> (String, Weight) {
    let version = String(moved.to.prefix(12))
    return (say("改按新版本 \(version) 进行", "Goes on under version \(version)"), .headline)
  }

  func linked(_ linked: Linked) -> (String, Weight) {
    switch linked.relation {
    case .parent: (say("归入事件 \(linked.other)", "Belongs to \(linked.other)"), .headline)
    case .child: (say("并入工单 \(linked.other)", "Case \(linked.other) belongs to this one"), .headline)
    }
  }
}

import Playbook

extension Retelling {
  func moved(_ moved: Moved) -> (String, Weight) {
    let version = String(moved.to.prefix(12))
    if moved.isBack == true { return (say("退回版本 \(version)，按它继续", "Goes back to version \(version)"), .headline) }
    return (say("改按新版本 \(version) 继续", "Goes on under version \(version)"), .headline)
  }

  func linked(_ linked: Linked) -> (String, Weight) {
    switch linked.relation {
    case .parent: (say("归入事件 \(linked.other)", "Belongs to \(linked.other)"), .headline)
    case .child: (say("并入工单 \(linked.other)", "Case \(linked.other) belongs to this one"), .headline)
    case .reopens: (say("重开工单 \(linked.other)", "Reopens case \(linked.other)"), .headline)
    case .reopenedBy: (say("由工单 \(linked.other) 重开", "Reopened as case \(linked.other)"), .headline)
    }
  }
}

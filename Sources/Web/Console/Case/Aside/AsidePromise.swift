import Casework
import Desk
import Playbook

/// What is owed in a case.
struct AsidePromise {
  let id: String
  let wording: String
  let owner: String
  let hasOwner: Bool
  let due: PageTimes.Stamp
  let isLate: Bool
  /// Whether it is for money to be got back from somebody.
  let isClaim: Bool
  /// What keeps it by itself, in words; empty where only a person says so.
  let keptBy: String
  let isKeptByEvent: Bool
  let canKeep: Bool

  /// What is due first, first.
  static func all(_ look: AsideLook) -> [AsidePromise] {
    look.state.promises.values.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.map { promise in
      let event = promise.keptBy.flatMap(look.plan.event)?.name
      return AsidePromise(
        id: promise.id.text, wording: look.shown(promise.text), owner: look.retelling.name(ofParty: promise.owner), hasOwner: promise.owner != nil,
        due: look.stamp(promise.due), isLate: promise.due < look.times.now, isClaim: promise.claim != nil,
        keptBy: event.map { look.words.text("aside-promise-by", ["event": $0]) } ?? "", isKeptByEvent: event != nil,
        canKeep: look.rights.contains(.workCases) && look.state.phase != .closed)
    }
  }
}

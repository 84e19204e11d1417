import Casework
import Desk
import Playbook

/// The case as the right of its page looks at it: what every section needs.
struct AsideLook {
  let file: CaseFile
  let times: PageTimes
  let masks: Bool
  let rights: Set<Right>
  let words: ConsoleWords

  var state: Case { file.state }
  var plan: Plan { file.plan }
  var retelling: Retelling { file.retelling }
  var language: Language { words.language }

  /// Something that somebody wrote, or that was told from outside. As the API does: numbers that lead to people are taken out for whoever may not see them.
  func shown(_ text: String) -> String { PersonalNumbers.shown(text, masks: masks) }

  func stamp(_ instant: Instant) -> PageTimes.Stamp { times.stamp(instant) }

  /// How long ago it was.
  func age(_ instant: Instant) -> String { words.text("aside-ago", ["span": times.span(max(times.now - instant, TimeAmount(seconds: 0)))]) }

  func event(_ sequence: Int) -> Event? {
    // They are numbered without gaps.
    file.events.indices.contains(sequence - 1) ? file.events[sequence - 1] : nil
  }
}

import Casework
import Desk
import Playbook

/// What happened in a case, over all channels, day by day, the newest last: `parts/case-timeline`.
struct CaseTimelineView {
  /// Of a longer case only so many are shown, the newest, unless all are asked for.
  static let mostLines = 200

  struct Day {
    /// `2026-11-23`.
    let date: String
    let name: String
    var lines: [TimelineLine]
  }

  /// The way to what isn't shown.
  struct Older {
    let path: String
    let label: String
  }

  let days: [Day]
  /// Beside the switch that unfolds the details; nil where there are none.
  let detailsLabel: String?
  let older: Older?

  /// - Parameters:
  ///   - masks: whether numbers that lead to people are taken out of what was written.
  ///   - all: whether a long case is shown from its beginning.
  init(_ file: CaseFile, times: PageTimes, masks: Bool, language: Language, all: Bool = false) {
    let words = ConsoleWords.of(language)
    let (lines, left) = TimelineReading(file: file, times: times, masks: masks, words: words).newest(all ? .max : Self.mostLines)
    days = Self.days(lines, times, words)
    let details = lines.count(where: \.isDetail)
    detailsLabel = details == 0 ? nil : words.text("timeline-details", ["count": String(details)])
    older =
      left == 0
      ? nil : Older(path: CaseLinks(file.state.id).page + "?all=1", label: words.text("timeline-older", ["count": String(left)]))
  }

  private static func days(_ lines: [TimelineLine], _ times: PageTimes, _ words: ConsoleWords) -> [Day] {
    let (today, yesterday) = (times.day(times.now), times.day(times.now + TimeAmount(seconds: -86_400)))
    func name(_ day: String) -> String {
      day == today ? words.text("timeline-today") : day == yesterday ? words.text("timeline-yesterday") : day
    }
    var days: [Day] = []
    for line in lines {
      if days.last?.date == line.moment.day {
        days[days.count - 1].lines.append(line)
      } else {
        days.append(Day(date: line.moment.day, name: name(line.moment.day), lines: [line]))
      }
    }
    return days
  }
}

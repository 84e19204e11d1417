import Foundation
import Playbook

/// The language of the person at the terminal: `--locale`, then GENDAN_LOCALE, then the system's; Chinese when none of them says.
///
/// Help texts are made before arguments are parsed, so the flag is looked for by hand.
let tongue: Language = {
  let arguments = CommandLine.arguments
  for (index, argument) in arguments.enumerated() {
    if argument == "--locale", index + 1 < arguments.count, let language = Language(tag: arguments[index + 1]) { return language }
    if argument.hasPrefix("--locale="), let language = Language(tag: argument.dropFirst("--locale=".count)) { return language }
  }
  let environment = ProcessInfo.processInfo.environment
  for name in ["GENDAN_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG"] {
    if let tag = environment[name], let language = Language(tag: tag) { return language }
  }
  return .chinese
}()

/// Picks the words for the person at the terminal.
func say(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
  tongue.words(chinese(), english())
}

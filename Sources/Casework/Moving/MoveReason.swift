public import Playbook

/// Why a case can't move to another version by itself: a person has to decide. Both versions' sentences are named.
public struct MoveReason: Hashable, Sendable {
  /// What stands in the way.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The sentence it stands at, or that something open hangs on, is gone.
    case stepGone = "step-gone"
    /// The sentence asks for something else to be done.
    case workChanged = "work-changed"
    /// The procedure it runs is gone.
    case procedureGone = "procedure-gone"
    /// It stands below an alternative that is gone, or below another one now.
    case branchGone = "branch-gone"
    /// With what is known, the alternative it has taken wouldn't be taken now.
    case branchFails = "branch-fails"
    /// An action that is under way is gone.
    case actionGone = "action-gone"
    /// An action that is under way ends in other ways now.
    case outcomesChanged = "outcomes-changed"
    /// Somebody is being asked for a fact that is gone or of another type.
    case factGone = "fact-gone"
    /// A fact's sources up to the one being asked have changed.
    case sourcesChanged = "sources-changed"
    /// The persons tried so far aren't those of the new version.
    case personsChanged = "persons-changed"
    /// What is known of a fact is none of its values now.
    case valueLost = "value-lost"
    /// The time a wait counts from isn't known.
    case originUnknown = "origin-unknown"
    /// A promise was made by a sentence that is gone.
    case promiseGone = "promise-gone"
    /// A sentence that forbade something is gone.
    case banGone = "ban-gone"
    /// The case was never moved, or not to the version it is under.
    case neverMoved = "never-moved"
  }

  public let kind: Kind
  /// What it is about: an action, a fact, an alternative, by its name.
  public let about: String
  /// The sentence in the version the case is under.
  public let old: Sentence?
  /// What stands for it in the other version.
  public let new: Sentence?

  init(_ kind: Kind, about: String = "", old: Sentence? = nil, new: Sentence? = nil) {
    self.kind = kind
    self.about = about
    self.old = old
    self.new = new
  }

  /// Said to a person, with both sentences and their lines.
  public func text(in language: Language) -> String { words(language) + places(language) }

  private func words(_ language: Language) -> String {
    switch kind {
    case .stepGone: language.words("所在的步骤没有了", "the step it stands at is gone")
    case .workChanged: language.words("所在的步骤改成做别的事了", "the step it stands at does something else now")
    case .procedureGone: language.words("正在走的流程“\(about)”没有了", "the procedure “\(about)” it runs is gone")
    case .branchGone: language.words("走过的分支没有了，或换了位置", "the alternative it took is gone or stands elsewhere")
    case .branchFails: language.words("按现在知道的情况，不会走这个分支了", "with what is known, the alternative it took wouldn't be taken now")
    case .actionGone: language.words("正在执行的动作“\(about)”没有了", "the action “\(about)” under way is gone")
    case .outcomesChanged: language.words("正在执行的动作“\(about)”的结果变了", "the outcomes of the action “\(about)” under way have changed")
    case .factGone: language.words("正在问的事实“\(about)”没有了，或换了类型", "the fact “\(about)” being asked for is gone or of another type")
    case .sourcesChanged: language.words("事实“\(about)”问到一半，来源变了", "the sources of “\(about)”, being asked now, have changed")
    case .personsChanged: language.words("联系到一半，先后次序变了", "the order of persons has changed in the middle of a contact")
    case .valueLost: language.words("“\(about)”已知的值在新版本里不能取", "what is known of “\(about)” is none of its values now")
    case .originUnknown: language.words("不知道等待从何时起算", "it isn't known from when the wait counts")
    case .promiseGone: language.words("许下的承诺在新版本里没有了", "the sentence that made a promise is gone")
    case .banGone: language.words("生效的禁止在新版本里没有了", "the sentence that forbids something is gone")
    case .neverMoved: language.words("没有换过版本，无从退回", "it was never moved, so there is nowhere to go back to")
    }
  }

  private func places(_ language: Language) -> String {
    func place(_ sentence: Sentence) -> String { "\(sentence.file.split(separator: "/").last ?? ""):\(sentence.place.line)「\(sentence.text)」" }
    let parts = [old.map { language.words("旧版 \(place($0))", "was \(place($0))") }, new.map { language.words("新版 \(place($0))", "now \(place($0))") }]
    let text = parts.compactMap(\.self).joined(separator: language.words("，", ", "))
    return text.isEmpty ? "" : language.words("：\(text)", ": \(text)")
  }
}

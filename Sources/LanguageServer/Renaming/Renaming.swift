import Playbook

/// Renaming one of a symbol's names everywhere: the label under the cursor, in its row and in every document that uses it. Other labels stay.
extension Workspace {
  mutating func prepareRename(_ pointed: Pointed) throws(RPCError) -> JSON {
    let mention = try renamable(pointed)
    return ["range": pointed.text.span(mention.place).json, "placeholder": .string(mention.text)]
  }

  mutating func rename(_ pointed: Pointed, to name: String) throws(RPCError) -> JSON {
    let mention = try renamable(pointed)
    let language = language(of: pointed.path)
    let name = name.withoutSpaceAround
    if let reason = RenamingRules(language: language).fault(in: name, for: mention) { throw .failed(reason) }
    let roots = roots(thatDeclare: mention.symbol, from: pointed.path)
    if let other = taken(name, by: mention, in: roots) {
      throw .failed(language.words("名称“\(name)”已经是“\(other)”的名称，不能再用。", "The name “\(name)” belongs to “\(other)” already."))
    }
    let old = RenamingRules.key(mention.text)
    let mentions = roots.flatMap { $0.index.mentions(of: mention.symbol) }.inOrder.filter { RenamingRules.key($0.text) == old }
    let edits = Dictionary(grouping: mentions, by: \.file)
    try expectNoHarm(edits, name, roots.map(\.path), language)
    var changes: [JSON] = []
    for (file, mentions) in edits.sorted(by: { $0.key < $1.key }) {
      guard let text = text(file) else { continue }
      let list = mentions.map { ["range": text.span($0.place).json, "newText": .string(name)] as JSON }
      changes.append(["textDocument": ["uri": .string(address(of: file)), "version": open[file]?.version.map { .int($0) } ?? .null], "edits": .array(list)])
    }
    return ["documentChanges": .array(changes)]
  }

  private mutating func renamable(_ pointed: Pointed) throws(RPCError) -> Mention {
    let language = language(of: pointed.path)
    guard let mention = mention(pointed), mention.symbol.kind != .document else {
      throw .failed(language.words("这里没有可以改名的名称。", "There is no name here that can be changed."))
    }
    let declarations = context(of: pointed.path)?.symbols.declarations(of: mention.symbol) ?? []
    guard declarations.contains(where: { RenamingRules.key($0.text) == RenamingRules.key(mention.text) }) else {
      throw .failed(language.words("“\(mention.text)”不是文档里声明的名称，不能改。", "“\(mention.text)” isn't a name that a document declares."))
    }
    return mention
  }

  /// Who is called so already, among things of the same kind and owner.
  private func taken(_ name: String, by mention: Mention, in roots: [(path: String, index: SymbolIndex)]) -> String? {
    let wanted = RenamingRules.key(name)
    guard wanted != RenamingRules.key(mention.text) else { return nil }
    for root in roots {
      let other = root.index.mentions.first {
        $0.isDeclaration && $0.symbol.kind == mention.symbol.kind && $0.symbol.owner == mention.symbol.owner && RenamingRules.key($0.text) == wanted
      }
      if let other { return root.index.declarations(of: other.symbol).first { $0.text != other.text }?.text ?? other.text }
    }
    return nil
  }

  /// Compiles every document as it would be afterwards: a name that is a part of another, or a word of the language, may change what sentences mean.
  private func expectNoHarm(_ edits: [String: [Mention]], _ name: String, _ roots: [String], _ language: Language) throws(RPCError) {
    var changed: [String: SourceText] = [:]
    for (file, mentions) in edits {
      guard var text = text(file) else { continue }
      text.replaceAll(mentions.map { (text.span($0.place), name) })
      changed[file] = SourceText(path: file, text: text.text)
    }
    for root in roots {
      guard let before = source(root) else { continue }
      let old = compile(before) { source($0) }.diagnostics.filter { $0.level == .error }
      let new = compile(changed[root] ?? before) { changed[$0] ?? source($0) }.diagnostics.filter { $0.level == .error }
      if new.count > old.count, let first = new.first(where: { error in !old.contains { $0.check == error.check && $0.place.line == error.place.line } }) {
        throw .failed(
          language.words("改成“\(name)”会出错：\(first.text)（第 \(first.place.line) 行）", "The name “\(name)” would break line \(first.place.line): \(first.text)"))
      }
    }
  }
}

import Mustache

/// What a template shows, taken apart once.
///
/// The library looks into a struct by its mirror for every name that it comes to, through all of its fields and those of everything around it: three quarters of the time of a large page. Here each field is looked at once, and found by
/// its name. A field that is nil isn't there, so that a name goes on to what is around, as the library has it.
final class TemplateFields: MustacheParent {
  private let fields: [String: Any]

  private init(_ fields: [String: Any]) { self.fields = fields }

  func child(named name: String) -> Any? { fields[name] }

  /// - Returns: structs by their fields, and arrays of them; anything else as it is. Nil for an optional without a value.
  static func of(_ value: Any) -> Any? {
    switch value {
    case is String, is Bool, is Int: return value
    case let parent as any MustacheParent: return TemplateParent(parent)
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { of($0.value) }
    case .collection: return mirror.children.compactMap { of($0.value) }
    case .struct where !(value is any CustomStringConvertible):
      var fields: [String: Any] = [:]
      for case (let name?, let field) in mirror.children { fields[name] = of(field) }
      return TemplateFields(fields)
    default: return value
    }
  }
}

/// Something that finds its fields by itself: what it hands out is taken apart.
private final class TemplateParent: MustacheParent {
  private let parent: any MustacheParent

  init(_ parent: any MustacheParent) { self.parent = parent }

  func child(named name: String) -> Any? { parent.child(named: name).flatMap { TemplateFields.of($0) } }
}

import Testing
@testable import SpeakerIdentity
@Suite struct PlaceholderTests { @Test func shapes() { #expect(PersonName("H.").shape == .initials) } }

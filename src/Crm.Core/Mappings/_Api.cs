#pragma warning disable CA1822, CA2201, CA1801
using Crm.Connect;
using Crm.Core.Entities;
namespace Crm.Core.Mappings;
public sealed class MappingBook {
  public static (MappingBook? Book, IReadOnlyList<Lint> Lints) Load(IReadOnlyList<string> paths, string baseDirectory, IReadOnlyList<ExternalKind> kinds) => throw new Exception();
  public IReadOnlyList<Mapping> Mappings { get; } = [];
  public IReadOnlyList<Mapping> Taking(string externalKind) => [];
  public UInt128 Hash { get; }
  public IReadOnlyList<MappingText> Texts { get; } = [];
}
public sealed record MappingText(string File, string Text);
public sealed record Mapping(string Name, string File, IReadOnlyList<string> From, EntityKind To, IReadOnlyList<MatchKey> Match, ConflictPolicy OnConflict, IReadOnlyList<FieldRule> Rules) {
  public bool Takes(Fields theirs) => true;
  public Translation Translate(Fields theirs) => throw new Exception();
  public FieldRule? Rule(string field) => null;
}
public enum ConflictPolicy { Ask, TheyWin, WeWin }
public enum Owner { Theirs, Ours, Shared }
public enum WhenTaken { Ask, New, Join }
public enum WhenMissing { Park, Wait }
public sealed record MatchKey(IReadOnlyList<string> Fields, WhenTaken Taken) { public bool Fits(Fields crm) => true; }
public sealed record FieldRule(string To, EntityField Field, long Line, Owner Owner, ConflictPolicy? OnConflict, bool Required, WhenMissing Missing, IReadOnlyList<FieldRule> Columns);
public sealed record Translation(Fields Fields, IReadOnlyList<Rejection> Rejections, IReadOnlyList<Rejection> Notices);
public sealed record Rejection(string Field, string? Value, Words Reason);
public sealed record Lint(string File, long Line, long Column, string Code, bool IsError, Words Words);

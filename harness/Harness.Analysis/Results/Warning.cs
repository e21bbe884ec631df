namespace Harness.Analysis.Results;

/// <summary>Something about a run that a reader of its figures should know, with what to do about it.</summary>
/// <param name="Code">A stable word for programs, such as <c>ports_may_run_out</c>.</param>
/// <param name="Text">What it is, in one sentence.</param>
/// <param name="Advice">What to do, in one sentence.</param>
public sealed record Warning(string Code, string Text, string Advice);

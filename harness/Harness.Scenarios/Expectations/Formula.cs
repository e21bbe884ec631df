namespace Harness.Scenarios.Expectations;

/// <summary>A sum of terms, each a product of numbers and names of figures with a sign.</summary>
/// <param name="Terms">At least one.</param>
public sealed record Formula(IReadOnlyList<Term> Terms)
{
    /// <summary>The names of figures in it.</summary>
    public IEnumerable<string> Names => Terms.SelectMany(t => t.Names);

    /// <summary>The sum's value, for these values of the figures.</summary>
    public double Value(Func<string, double> valueOf) => Terms.Sum(t => t.Value(valueOf));
}

/// <summary>A product with a sign.</summary>
/// <param name="Factor">The sign and all numbers of the product, multiplied.</param>
/// <param name="Names">The names of figures in it; none for a plain number.</param>
public sealed record Term(double Factor, IReadOnlyList<string> Names)
{
    /// <summary>The product's value, for these values of the figures.</summary>
    public double Value(Func<string, double> valueOf) => Names.Aggregate(Factor, (product, name) => product * valueOf(name));
}

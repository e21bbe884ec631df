namespace Harness.Analysis.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    // Acklam's rational approximation, relative error below 1.2e-9: https://stackedboxes.org/2017/05/01/acklams-normal-quantile-function/
    private static readonly double[] A =
    [
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01,
        2.506628277459239e+00,
    ];

    private static readonly double[] B =
        [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];

    private static readonly double[] C =
    [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00,
        2.938163982698783e+00,
    ];

    private static readonly double[] D = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    private const double Tail = 0.02425;

    // From here on the fraction below needs fewer terms than the series.
    private const double FarOut = 3;
    private const int TermsFarOut = 100;

    /// <summary>
    /// The value that a standard normal variable does not exceed with probability <paramref name="probability"/>: 1.96 for 0.975.
    /// </summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public static double Quantile(double probability)
    {
        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        if (probability < Tail)
        {
            var q = Math.Sqrt(-2 * Math.Log(probability));
            return Polynomial(C, q) / Polynomial(D, q);
        }

        var p = probability - 0.5;
        return p * Polynomial(A, p * p) / Polynomial(B, p * p);
    }

    /// <summary>The probability that a standard normal variable does not exceed <paramref name="value"/>: 0.975 for 1.96.</summary>
    public static double Probability(double value)
    {
        var density = Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(value) < FarOut)
        {
            // G. Marsaglia, Evaluating the normal distribution, J. Stat. Software 11, 2004: x + x^3/3 + x^5/(3·5) + ...
            var (sum, term) = (value, value);
            for (var odd = 3; Math.Abs(term) > 1e-17; odd += 2)
            {
                term *= value * value / odd;
                sum += term;
            }

            return 0.5 + (sum * density);
        }

        // Laplace's continued fraction, from its end: x + 1/(x + 2/(x + 3/(x + ...
        var distance = Math.Abs(value);
        var fraction = distance;
        for (var k = TermsFarOut; k > 0; k--)
        {
            fraction = distance + (k / fraction);
        }

        var beyond = density / fraction;
        return value < 0 ? beyond : 1 - beyond;
    }

    private static double Polynomial(double[] coefficients, double x) => coefficients.Aggregate(0.0, (sum, c) => (sum * x) + c);
}

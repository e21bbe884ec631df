// Microseconds in the unit that suits them.
function duration(us) {
  return us < 1000 ? us + ' µs' : us < 1000000 ? us / 1000 + ' ms' : us / 1000000 + ' s';
}

// The shares that people ask for; the others are drawn, too, but have no label.
function percentile(index, share) {
  return ['0 %', '50 %', '90 %', '99 %', '99.9 %', '100 %'].indexOf(share) >= 0;
}

// The figure beside a bar, its digits grouped as everywhere; nothing where nothing was measured.
function count(bar) {
  return typeof bar.value === 'number' ? bar.value.toLocaleString('en-US') : '';
}

// Gives the colour words of an option ("$server") their values.
function paintOption(value, palette) {
  if (value === '@duration') { return duration; }
  if (value === '@count') { return count; }
  if (value === '@percentile') { return percentile; }
  if (typeof value === 'string' && value.charAt(0) === '$' && palette.hasOwnProperty(value.slice(1))) {
    return palette[value.slice(1)];
  }
  if (Array.isArray(value)) {
    return value.map(function (item) { return paintOption(item, palette); });
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  var painted = {};
  Object.keys(value).forEach(function (key) { painted[key] = paintOption(value[key], palette); });
  return painted;
}

import { describe, expect, it } from 'vitest';
import { speaksOf, symbolText } from './symbol-text.ts';

describe('Symbols as text', () => {
  it('writes indices and exponents as an equation’s tokens are written', () => {
    expect(symbolText('N₁')).toBe('N_1');
    expect(symbolText('p₁₀')).toBe('p_10');
    expect(symbolText('σ²')).toBe('σ^2');
    expect(symbolText('Î')).toBe('I^');
    expect(symbolText('I(X;T₂)')).toBe('I(X;T_2)');
    expect(symbolText('ϵ')).toBe(symbolText('ε'));
  });

  it('knows whether a sentence speaks of a symbol', () => {
    expect(speaksOf('between 0 and ε log(n m)', 'ε')).toBe(true);
    expect(speaksOf('between 0 and ε′', 'ε')).toBe(false);
    expect(speaksOf('[f + g − C]₊²/(2γ)', 'γ')).toBe(true);
    expect(speaksOf('the plan of n points', 'p')).toBe(false);
    expect(speaksOf('a plan', 'a')).toBe(false);
  });
});

// Our fields bound to react-hook-form. Fluent's inputs keep their own value, so they are bound by value, not by ref alone.
import { useController, type Control, type FieldPath, type FieldValues, type RegisterOptions } from 'react-hook-form';
import type { ComponentProps } from 'react';
import { DateField } from './DateField';
import { TextField } from './fields';

type Bound<V extends FieldValues> = {
  control: Control<V>; name: FieldPath<V>; rules?: Pick<RegisterOptions<V, FieldPath<V>>, 'validate' | 'required' | 'pattern'>;
};
type Free<P> = Omit<P, 'name' | 'value' | 'onChange' | 'onBlur' | 'error' | 'ref' | 'defaultValue'>;

export function FormText<V extends FieldValues>({ control, name, rules, ...rest }: Bound<V> & Free<ComponentProps<typeof TextField>>) {
  const { field, fieldState } = useController({ control, name, rules });
  return <TextField {...rest} {...field} value={field.value ?? ''} error={fieldState.error?.message} />;
}

export function FormDate<V extends FieldValues>({ control, name, rules, ...rest }: Bound<V> & Free<ComponentProps<typeof DateField>>) {
  const { field: { ref: _ref, ...field }, fieldState } = useController({ control, name, rules });
  return <DateField {...rest} {...field} value={field.value ?? ''} error={fieldState.error?.message} />;
}
